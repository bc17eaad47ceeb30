"""The reader's own candidacies on the calendar's pages."""

from collections.abc import Collection
from typing import Any

from missions.models import Call
from missions.own import (
    register_applicants,
    register_own_calls,
    register_own_candidacies,
    register_refusal,
)
from selection.candidacies.models import Candidacy
from selection.candidacies.rules import refuse_involved


def own_by_call(user, calls: Collection[Call]) -> dict[int, Candidacy]:
    """What stands for each call, else the candidacy withdrawn last; one query for all of them."""
    found = Candidacy.objects.of_user(user).filter(call__in=calls).for_list()
    return {candidacy.call_id: candidacy for candidacy in found.standing_last()}


def applicants_of(call: Call) -> Any:
    """Keys of the accounts with a candidacy for the call that is not withdrawn, drafts included."""
    standing = Candidacy.objects.standing().filter(call=call, candidate__user__isnull=False)
    return standing.values("candidate__user")


def own_calls(user: Any) -> Any:
    """Keys of the calls for which ``user`` is a candidate."""
    return Candidacy.objects.involving(user).values("call")


def refuse_own_call(call: Call, actor: Any) -> None:
    """Raise OwnCall where ``actor`` is a candidate for the call."""
    refuse_involved(call.pk, actor)


register_own_candidacies(own_by_call)
register_applicants(applicants_of)
register_own_calls(own_calls)
register_refusal(refuse_own_call)
