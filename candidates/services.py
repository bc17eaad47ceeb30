"""Everything that changes a person's file. Each act is recorded with what it changed."""

from typing import Any, TypeVar

from django.db import connection, models, transaction

from candidates.completeness import identity_is_complete
from candidates.errors import AlreadyRegistered, AlreadyVerified, KnownPerson
from candidates.models import Candidate, CvEntry, ObservationExperience
from osce_portal.accounts.models import User
from osce_portal.audit.services import record
from osce_portal.common.errors import OwnFile
from osce_portal.common.models import database_now
from osce_portal.walls import refuse_behind_wall

Entry = TypeVar("Entry", bound=CvEntry)
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
    waiting = Candidate.objects.without_account(user.email, identity["last_name"]).select_for_update()
    candidate = waiting.first() or Candidate()
    candidate.user, candidate.email = user, user.email
    is_new = candidate.pk is None
    changes = _assign(candidate, identity)
    _note_registration(candidate)
    candidate.save()
    act = "candidate.registered" if is_new else "candidate.claimed"
    record(act, candidate, actor=actor, subject=candidate, values=changes)
    return candidate


@transaction.atomic
def add_candidate(*, actor: Any, other_because: str = "", **identity: Any) -> Candidate:
    """Open a file for somebody without an account, whose candidacy came by e-mail or on paper.

    Where a person with this address, or this name and date of birth, is known, ``other_because`` says why
    this is somebody else, and is kept in the log. Raises KnownPerson, OwnFile (also for the actor's
    own address), ConflictDeclared.
    """
    identity["email"] = identity["email"].lower()
    known = refuse_known(identity, actor=actor, other_because=other_because)
    candidate = Candidate()
    changes: dict[str, Any] = _assign(candidate, identity)
    _note_registration(candidate)
    candidate.save()
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
        **{name: identity[name] for name in names}, birth_date=identity.get("birth_date")
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
    counts for files without an account alone.
    """
    candidate = Candidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)
    if "email" in identity:
        identity["email"] = candidate.email if candidate.user_id else identity["email"].lower()
    changes = _assign(candidate, identity)
    _note_registration(candidate)
    candidate.save()
    if changes:
        record("candidate.changed", candidate, actor=actor, subject=candidate, values=changes)
    return candidate


def follow_account_address(user: User) -> None:
    """Write to a person with an account at the account's confirmed address, and to no other."""
    candidate = Candidate.objects.select_for_update().filter(user=user).first()
    if candidate is None or candidate.email == user.email:
        return
    changes = _assign(candidate, {"email": user.email})
    candidate.save(update_fields=["email", "updated_at"])
    record("candidate.changed", candidate, actor=user, subject=candidate, values=changes)


def _note_registration(candidate: Candidate) -> None:
    """A file counts as registered from the moment its identity is complete."""
    if candidate.registered_at is None and identity_is_complete(candidate):
        candidate.registered_at = database_now()


@transaction.atomic
def add_entry(candidate: Candidate, model: type[Entry], *, actor: Any, **values: Any) -> Entry:
    """Add a line to the CV; ``model`` says in which section.

    The same line twice, as by a double click, is one line.
    """
    Candidate.objects.select_for_update().get(pk=candidate.pk)
    same = model._default_manager.filter(candidate=candidate, **values).first()
    if same is not None:
        return same
    entry = model(candidate=candidate)
    changes = _assign(entry, values)
    entry.save()
    _record_line("added", entry, actor=actor, values=changes)
    return entry


@transaction.atomic
def update_entry(entry: Entry, *, actor: Any, **values: Any) -> Entry:
    """Change a line of the CV; a verified one must be verified again."""
    entry = _locked(entry)
    changes = _assign(entry, values)
    if changes and isinstance(entry, ObservationExperience):
        entry.verified_at = None
    entry.save()
    if changes:
        _record_line("changed", entry, actor=actor, values=changes)
    return entry


@transaction.atomic
def delete_entry(entry: CvEntry, *, actor: Any) -> None:
    """Take a line out of the CV; the log keeps what it said."""
    entry = _locked(entry)
    said = [field.name for field in entry._meta.concrete_fields if field.editable and not field.is_relation]
    _record_line("deleted", entry, actor=actor, values={name: _stored(entry, name) for name in said})
    entry.delete()


@transaction.atomic
def verify_observation(entry: ObservationExperience, *, actor: Any) -> ObservationExperience:
    """Note that staff have checked an observation with its sender.

    Raises AlreadyVerified, OwnFile, ConflictDeclared.
    """
    entry = _locked(entry)
    refuse_behind_wall(actor, entry.candidate)
    if entry.verified_at is not None:
        raise AlreadyVerified
    entry.verified_at = database_now()
    entry.save(update_fields=["verified_at"])
    _record_line("verified", entry, actor=actor, values={})
    return entry


def note_look(candidate: Candidate, *, actor: Any, page: str) -> None:
    """Every look of staff at a person's file is recorded."""
    record("candidate.seen", candidate, actor=actor, subject=candidate, values={"page": page})


def _locked(entry: Entry) -> Entry:
    return type(entry)._default_manager.select_for_update(of=("self",)).get(pk=entry.pk)


def _record_line(act: str, entry: CvEntry, *, actor: Any, values: dict[str, Any]) -> None:
    section = entry._meta.model_name
    record(f"{section}.{act}", entry, actor=actor, subject=entry.candidate, values=values)


def _assign(target: models.Model, values: dict[str, Any]) -> dict[str, list[Any]]:
    """Set fields; what differs comes back as {name: [before, after]}, as the table keeps them."""
    changes = {}
    for name, value in values.items():
        before = _stored(target, name)
        setattr(target, name, value)
        after = _stored(target, name)
        if before != after:
            changes[name] = [before, after]
    return changes


def _stored(target: models.Model, name: str) -> Any:
    field: models.Field[Any, Any] = target._meta.get_field(name)  # type: ignore[assignment]
    return field.get_prep_value(getattr(target, name))
