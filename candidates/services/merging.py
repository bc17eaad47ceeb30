"""Making one file of two: everything moves in one transaction, or nothing does."""

from typing import Any

from django.apps import apps
from django.db import transaction

from candidates.completeness import identity_is_complete
from candidates.errors import CannotMerge, DeactivatedAccount, LeftBehind, StaffAccount
from candidates.models import Candidate, FormerReference
from candidates.services.alike import note_alike
from candidates.services.changes import assign
from candidates.services.locking import lock_files
from candidates.services.search import refresh_search
from osce_portal.accounts.adapter import Addressee
from osce_portal.accounts.models import User
from osce_portal.accounts.services import close_account
from osce_portal.audit.services import record
from osce_portal.common.errors import DomainError, FileGone
from osce_portal.common.models import database_now
from osce_portal.mail.services import queue_mail
from osce_portal.merging import links_to, merge_accounts, merge_parts
from osce_portal.privacy.services import hand_over
from osce_portal.walls import refuse_behind_wall

KEPT, GONE = "kept", "gone"  # of which of the two files a choice speaks
# What the officer chooses field by field; an address follows the account.
CHOSEN = (
    "first_name", "last_name", "email", "phone", "birth_date", "city", "country", "nationalities", "gender",
    "language_group", "correspondence_language", "driving_licence",
)  # fmt: skip


def obstacles_to_merge(kept: Candidate, gone: Candidate) -> list[Any]:
    """Why these two files cannot become one, in words; empty when they can."""
    accounts = [] if accounts_that_may_go_on(kept, gone) else [StaffAccount.message]
    return accounts + [text for part in merge_parts() for text in part.obstacles(kept, gone)]


def accounts_that_may_go_on(kept: Candidate, gone: Candidate) -> list[str]:
    """Of which file the account may go on; empty only where a member of staff's would have to be closed."""
    files = {KEPT: (kept.user, gone.user), GONE: (gone.user, kept.user)}
    return [code for code, (one, other) in files.items() if _refusal(one, other) is None]


def _refusal(goes_on: User | None, closed: User | None) -> DomainError | None:
    """Why one account cannot go on in place of the other: the administrator's to close, or nobody's use."""
    if goes_on is None or closed is None:
        return None
    if closed.is_staff:
        return StaffAccount()
    return DeactivatedAccount() if closed.is_active and not goes_on.is_active else None


@transaction.atomic
def merge_candidates(
    kept: Candidate,
    gone: Candidate,
    *,
    actor: Any,
    identity: dict[str, Any],
    because: str = "",
    account: str = KEPT,
) -> Candidate:
    """Move everything of ``gone`` to ``kept``, with the identity as chosen; its reference leads there.

    Where both have an account, that of the file named by ``account`` goes on: the other is closed, and both
    addresses are told. Raises CannotMerge, OwnFile, ConflictDeclared.
    """
    kept, gone = _lock(kept, gone)
    _refuse(kept, gone, actor=actor)
    moved = {part.name: part.count(gone) for part in merge_parts()}
    closed = _join_accounts(kept, gone, goes_on=account)
    for part in merge_parts():
        part.move(kept, gone)
    _keep_registration(kept, gone)
    changes = _write_identity(kept, _filled_in(kept, gone) | identity)
    _close(kept, gone)
    if closed is not None:
        _close_account(closed, kept, actor=actor)
    values = {"merged": gone.public_id, "because": because, "moved": moved, **changes}
    record("candidate.merged", kept, actor=actor, subject=kept, values=values)
    refresh_search([kept])
    note_alike([kept])
    return kept


def _refuse(kept: Candidate, gone: Candidate, *, actor: Any) -> None:
    for person in (kept, gone):
        refuse_behind_wall(actor, person)
    if obstacles := obstacles_to_merge(kept, gone):
        raise CannotMerge(obstacles)


def _lock(kept: Candidate, gone: Candidate) -> tuple[Candidate, Candidate]:
    """Accounts, then files, each in the order of their keys, as an erasure does: nobody waits in a circle.

    Raises CannotMerge if a file has gone, or changed accounts meanwhile.
    """
    files = Candidate.objects.filter(pk__in=[kept.pk, gone.pk])
    accounts: dict[int, Any] = dict(files.values_list("pk", "user_id"))
    users = User.objects.select_for_update().filter(pk__in={key for key in accounts.values() if key})
    list(users.order_by("pk").values_list("pk"))
    try:
        kept, gone = lock_files(kept.pk, gone.pk)
    except FileGone as error:
        raise CannotMerge([CannotMerge.message]) from error
    if {person.pk: person.user_id for person in (kept, gone)} != accounts:
        raise CannotMerge([CannotMerge.changed])
    return kept, gone


def _join_accounts(kept: Candidate, gone: Candidate, *, goes_on: str) -> User | None:
    """Give the file that stays its account; that which is to be closed, if each has one.

    Raises CannotMerge rather than close a member of staff's, or the only one that works.
    """
    own, other = kept.user, gone.user
    if other is None:
        return None
    takes_over = own is None or goes_on == GONE
    closed = own if takes_over else other
    if refusal := _refusal(other if takes_over else own, closed):
        raise CannotMerge([refusal.message])
    gone.user = None
    gone.save(update_fields=["user"])
    kept.user = other if takes_over else own
    return closed


def _close_account(closed: User, kept: Candidate, *, actor: Any) -> None:
    """Close it, keep its reference with the file, and tell both addresses, each in its language."""
    goes_on: Any = kept.user
    former = Addressee(closed.email, kept.public_id, closed.language)
    hand_over(closed, goes_on)
    merge_accounts(closed, goes_on)
    close_account(closed, actor=actor, subject=kept)
    FormerReference.objects.create(candidate=kept, public_id=closed.public_id, merged_at=database_now())
    said = {"goes_on": _hinted(kept.email), "closed": _hinted(former.email)}
    for to, is_closed in ((kept, False), (former, True)):
        queue_mail(
            "candidates/accounts_joined",
            key=f"accounts-joined:{closed.public_id}:{is_closed}",
            to=to,
            context=said | {"is_closed": is_closed},
        )


def _hinted(address: str) -> str:
    """Enough for its owner to know an address again, too little for anybody else."""
    return f"{address[:2]}…@{address.rpartition('@')[2]}"


def _filled_in(kept: Candidate, gone: Candidate) -> dict[str, Any]:
    """What only the file that goes says; it stays where nobody chose, or was shown it, as with gender."""
    said = {name: getattr(gone, name) for name in CHOSEN if not getattr(kept, name)}
    return {name: value for name, value in said.items() if value}


def _write_identity(kept: Candidate, identity: dict[str, Any]) -> dict[str, Any]:
    """The chosen values; whoever has an account is reached at its address, and nowhere else."""
    chosen = {name: value for name, value in identity.items() if name in CHOSEN}
    if kept.user is not None:
        chosen["email"] = kept.user.email
    changes = assign(kept, chosen)
    if kept.registered_at is None and identity_is_complete(kept):
        kept.registered_at = database_now()
    kept.save()
    return changes


def _keep_registration(kept: Candidate, gone: Candidate) -> None:
    """The person registered when the first of the two files was; candidacies that move rest on it."""
    instants = [instant for instant in (kept.registered_at, gone.registered_at) if instant]
    kept.registered_at = min(instants, default=None)


def _close(kept: Candidate, gone: Candidate) -> None:
    """The empty file goes. Raises LeftBehind rather than lose a row that no part of a merge knows."""
    for link in links_to(Candidate):
        label, _dot, column = link.rpartition(".")
        if apps.get_model(label)._base_manager.filter(**{column: gone}).exists():
            raise LeftBehind(link)
    FormerReference.objects.create(candidate=kept, public_id=gone.public_id, merged_at=database_now())
    gone.delete()
