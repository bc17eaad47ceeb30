"""Who somebody is: registered once, opened by staff, changed at any time."""

from typing import Any

from django.db import connection, transaction

from candidates.completeness import identity_is_complete
from candidates.errors import AlreadyRegistered, KnownPerson
from candidates.models import Candidate
from candidates.services.alike import note_alike
from candidates.services.changes import assign
from candidates.services.locking import lock_file
from candidates.services.search import refresh_search
from osce_portal.accounts.models import User
from osce_portal.audit.services import record
from osce_portal.common.errors import OwnFile
from osce_portal.common.models import database_now
from osce_portal.walls import refuse_behind_wall

OPENING_LOCK = 7_142_028  # any number, as long as it is the same everywhere


def lock_openings() -> None:
    """Let nobody else open a file until this transaction ends: who is known now is known to the end.

    Two files of one person have no row in common that could be locked. SQLite lets one writer in at a time.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [OPENING_LOCK])


@transaction.atomic
def register_candidate(user: Any, *, actor: Any, **identity: Any) -> Candidate:
    """Open the file of an account, at the account's verified address; once (FPS FA procedure, point 1).

    A file that staff opened at the same address under the same last name becomes the account's own, so that
    nobody registers twice. Raises AlreadyRegistered.
    """
    lock_openings()
    user = User.objects.select_for_update().get(pk=user.pk)
    if Candidate.objects.filter(user=user).exists():
        raise AlreadyRegistered
    waiting = Candidate.objects.without_account(user.email, identity["last_name"])
    candidate = waiting.select_for_update(no_key=True).first() or Candidate()
    candidate.user, candidate.email = user, user.email
    is_new = candidate.pk is None
    changes = assign(candidate, identity)
    _note_registration(candidate)
    candidate.save()
    refresh_search([candidate])
    note_alike([candidate])
    act = "candidate.registered" if is_new else "candidate.claimed"
    record(act, candidate, actor=actor, subject=candidate, values=changes)
    return candidate


@transaction.atomic
def add_candidate(*, actor: Any, other_because: str = "", **identity: Any) -> Candidate:
    """Open a file for somebody without an account, whose candidacy came by e-mail or on paper.

    Where a person with this address, this telephone, or this name and date of birth, is known,
    ``other_because`` says why this is somebody else, and is kept in the log. Raises KnownPerson, OwnFile
    (also for the actor's own address), ConflictDeclared.
    """
    identity["email"] = identity["email"].lower()
    known = refuse_known(identity, actor=actor, other_because=other_because)
    candidate = Candidate()
    changes: dict[str, Any] = assign(candidate, identity)
    _note_registration(candidate)
    candidate.save()
    refresh_search([candidate])
    note_alike([candidate])
    if known:
        changes |= {"other_than": [one.public_id for one in known], "because": other_because.strip()}
    record("candidate.added", candidate, actor=actor, subject=candidate, values=changes)
    return candidate


def refuse_known(identity: dict[str, Any], *, actor: Any, other_because: str = "") -> list[Candidate]:
    """Who is known by this, where ``other_because`` says why it is somebody else all the same.

    Nobody writes about oneself or somebody close, whatever name is typed. The answer holds until the
    transaction ends. Raises as ``add_candidate``.
    """
    lock_openings()
    if actor is not None and actor.email.lower() == identity["email"].lower():
        raise OwnFile
    names = ("email", "first_name", "last_name")
    known = Candidate.objects.known_as(
        **{name: identity[name] for name in names},
        birth_date=identity.get("birth_date"),
        phone=identity.get("phone"),
    )
    for one in known:
        refuse_behind_wall(actor, one)
    if known and not other_because.strip():
        raise KnownPerson(list(known))
    return list(known)


@transaction.atomic
def update_identity(candidate: Candidate, *, actor: Any, **identity: Any) -> Candidate:
    """Change who the person is and how to reach them; registers a file that thereby becomes complete.

    A person with an account is reached at the account's address, which nobody else changes: a new ``email``
    counts for files without an account alone, and makes the link void that was sent. Raises FileGone.
    """
    candidate = lock_file(candidate.pk)
    if "email" in identity:
        identity["email"] = candidate.email if candidate.user_id else identity["email"].lower()
    changes = assign(candidate, identity)
    if "email" in changes:
        candidate.claim_sent_at = None  # the link that went to the old address opens nothing any more
    _note_registration(candidate)
    candidate.save()
    if changes:
        refresh_search([candidate])
        note_alike([candidate])
        record("candidate.changed", candidate, actor=actor, subject=candidate, values=changes)
    return candidate


def follow_account_address(user: User) -> None:
    """Write to a person with an account at the account's confirmed address, and to no other."""
    candidate = Candidate.objects.select_for_update(no_key=True).filter(user=user).first()
    if candidate is None or candidate.email == user.email:
        return
    changes = assign(candidate, {"email": user.email})
    candidate.save(update_fields=["email", "updated_at"])
    refresh_search([candidate])
    note_alike([candidate])
    record("candidate.changed", candidate, actor=user, subject=candidate, values=changes)


def _note_registration(candidate: Candidate) -> None:
    """A file counts as registered from the moment its identity is complete."""
    if candidate.registered_at is None and identity_is_complete(candidate):
        candidate.registered_at = database_now()
