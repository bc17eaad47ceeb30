"""Making one file of two: everything moves in one transaction, or nothing does."""

from typing import Any

from django.apps import apps
from django.db import transaction

from candidates.completeness import identity_is_complete
from candidates.errors import CannotMerge, LeftBehind, TwoAccounts
from candidates.models import Candidate, FormerReference
from candidates.services.alike import note_alike
from candidates.services.changes import assign
from candidates.services.locking import lock_files
from candidates.services.search import refresh_search
from osce_portal.accounts.models import User
from osce_portal.audit.services import record
from osce_portal.common.errors import FileGone
from osce_portal.common.models import database_now
from osce_portal.merging import links_to, merge_parts
from osce_portal.walls import refuse_behind_wall

# What the officer chooses field by field; an address follows the account.
CHOSEN = (
    "first_name", "last_name", "email", "phone", "birth_date", "city", "country", "nationalities", "gender",
    "language_group", "correspondence_language", "driving_licence",
)  # fmt: skip


def obstacles_to_merge(kept: Candidate, gone: Candidate) -> list[Any]:
    """Why these two files cannot become one, in words; empty when they can."""
    accounts = [TwoAccounts.message] if kept.user_id and gone.user_id else []
    return accounts + [text for part in merge_parts() for text in part.obstacles(kept, gone)]


@transaction.atomic
def merge_candidates(
    kept: Candidate, gone: Candidate, *, actor: Any, identity: dict[str, Any], because: str = ""
) -> Candidate:
    """Move everything of ``gone`` to ``kept``, with the identity as chosen; its reference leads there.

    Raises CannotMerge, OwnFile, ConflictDeclared.
    """
    kept, gone = _lock(kept, gone)
    for person in (kept, gone):
        refuse_behind_wall(actor, person)
    if obstacles := obstacles_to_merge(kept, gone):
        raise CannotMerge(obstacles)
    moved = {part.name: part.count(gone) for part in merge_parts()}
    account = _free_account(gone)
    for part in merge_parts():
        part.move(kept, gone)
    _keep_registration(kept, gone)
    changes = _write_identity(kept, account, identity)
    _close(kept, gone)
    values = {"merged": gone.public_id, "because": because, "moved": moved, **changes}
    record("candidate.merged", kept, actor=actor, subject=kept, values=values)
    refresh_search([kept])
    note_alike([kept])
    return kept


def _lock(kept: Candidate, gone: Candidate) -> tuple[Candidate, Candidate]:
    """Accounts, then files, each in the order of their keys, as an erasure does: nobody waits in a circle.

    Raises CannotMerge if a file has gone, or changed accounts meanwhile.
    """
    accounts = {person.pk: person.user_id for person in (kept, gone)}
    users = User.objects.select_for_update().filter(pk__in={key for key in accounts.values() if key})
    list(users.order_by("pk").values_list("pk"))
    try:
        kept, gone = lock_files(kept.pk, gone.pk)
    except FileGone as error:
        raise CannotMerge([CannotMerge.message]) from error
    if {person.pk: person.user_id for person in (kept, gone)} != accounts:
        raise CannotMerge([CannotMerge.changed])
    return kept, gone


def _free_account(gone: Candidate) -> Any:
    account = gone.user
    gone.user = None
    gone.save(update_fields=["user"])
    return account


def _write_identity(kept: Candidate, account: Any, identity: dict[str, Any]) -> dict[str, Any]:
    """The chosen values; whoever has an account is reached at its address, and nowhere else."""
    chosen = {name: value for name, value in identity.items() if name in CHOSEN}
    if account is not None:
        kept.user = account
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
