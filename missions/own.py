"""What the reader has to do with the calls on a page; told by the room that knows the candidacies."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar

from django.db.models import QuerySet

from missions.models import Call

Rows = TypeVar("Rows", bound=QuerySet[Any])
Teller = Callable[[Any, Collection[Call]], Mapping[int, Any]]
Applicants = Callable[[Call], Any]  # a queryset of the keys of accounts
OwnCalls = Callable[[Any], Any]  # a queryset of the keys of calls
Refusal = Callable[[Call, Any], None]  # raises what says why not
_tellers: list[Teller] = []
_applicants: list[Applicants] = []
_own_calls: list[OwnCalls] = []
_refusals: list[Refusal] = []


def register_own_candidacies(tell: Teller) -> None:
    """``tell(user, calls)`` gives the person's own candidacy by the call's key, in one query."""
    _tellers.append(tell)


def register_applicants(find: Applicants) -> None:
    """``find(call)`` gives the keys of the accounts with a candidacy for the call, begun or handed in."""
    _applicants.append(find)


def register_own_calls(find: OwnCalls) -> None:
    """``find(user)`` gives the keys of the calls for which somebody of the staff is a candidate."""
    _own_calls.append(find)


def register_refusal(refuse: Refusal) -> None:
    """``refuse(call, actor)`` raises where staff keep away from a call for which they are candidates."""
    _refusals.append(refuse)


def refuse_candidates(call: Call, actor: Any) -> None:
    """Raise what a room says of staff who are candidates for this call."""
    for refuse in _refusals:
        refuse(call, actor)


def without_own_calls(rows: Rows, user: Any, *, call: str = "call") -> Rows:
    """``rows`` without those of calls for which ``user`` is a candidate; ``call`` names their column."""
    for find in _own_calls:
        rows = rows.exclude(**{f"{call}__in": find(user)})
    return rows


def is_own_call(call: Call, user: Any) -> bool:
    """Whether ``user`` is a candidate for this call: then it is read, and nothing about it is done."""
    return not without_own_calls(Call.objects.filter(pk=call.pk), user, call="pk").exists()


def applicants_of(call: Call) -> Any:
    """Keys of the accounts that need not be told of the call any more."""
    found = [find(call) for find in _applicants]
    return found[0].union(*found[1:]) if len(found) > 1 else (found[0] if found else [])


def own_candidacies(user, calls: Collection[Call]) -> dict[int, Any]:
    """The reader's own candidacies for these calls, by the call's key; a visitor has none."""
    if not (user.is_authenticated and calls):
        return {}
    return {key: own for tell in _tellers for key, own in tell(user, calls).items()}
