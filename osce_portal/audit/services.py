"""Recording acts, sealing them into a hash chain, and proving the chain."""

import datetime as dt
import hashlib
import hmac
import json
import secrets
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from osce_portal.audit.enums import Task
from osce_portal.audit.listening import tell_listeners
from osce_portal.audit.looks import note_looks
from osce_portal.audit.models import AuditEntry, AuditHead, AuditValues
from osce_portal.common.models import database_now


class Act(NamedTuple):
    """One act of several that are recorded together; ``subject``: the candidate, or only the reference."""

    target: models.Model
    subject: Any = None
    values: dict[str, Any] | None = None


def record(
    action: str,
    target: models.Model,
    *,
    actor: Any = None,
    subject: Any = None,
    values: dict[str, Any] | None = None,
    task: Task | None = None,
) -> AuditEntry:
    """Write down one act in the caller's transaction: it stands exactly if the act does.

    ``action`` is ``noun.verb`` (``candidacy.submitted``, ``candidate.seen``); ``target`` the object;
    ``subject`` the candidate concerned, if any, or that person's reference; ``values`` what was changed or
    shown. ``actor`` None means the portal itself. ``task``: what a look was for, where it is not the usual.
    """
    return record_each(action, [Act(target, subject, values)], actor=actor, task=task)[0]


def record_each(
    action: str, acts: Iterable[Act], *, actor: Any = None, task: Task | None = None
) -> list[AuditEntry]:
    """Write down the same act on several objects, one entry each, in as many queries whatever their number.

    Looks at people's files are also kept as those people are told of them (``audit.models.Look``).
    """
    acts = list(acts)
    actor = actor if actor is not None and actor.is_authenticated else None
    at = database_now()
    drafts = [_draft(action, act, actor, at) for act in acts]
    entries = AuditEntry.objects.bulk_create([entry for entry, _ in drafts])
    values = [row for _, row in drafts]
    for entry, row in zip(entries, values, strict=True):
        row.entry = entry
    AuditValues.objects.bulk_create(values)
    tell_listeners(act.target for act in acts)
    note_looks(action, zip(entries, (act.target for act in acts), strict=True), actor=actor, task=task)
    return entries


def _draft(action: str, act: Act, actor: Any, at: dt.datetime) -> tuple[AuditEntry, AuditValues]:
    plain = json.loads(json.dumps(act.values, cls=DjangoJSONEncoder)) if act.values else {}
    salt = secrets.token_hex(16)
    entry = AuditEntry(
        at=at,
        actor_id=actor and actor.pk,
        actor_ref=actor.public_id if actor else "",
        action=action,
        object_type=act.target._meta.label_lower,
        object_ref=getattr(act.target, "public_id", None) or str(act.target.pk),
        subject_ref=getattr(act.subject, "public_id", act.subject) or "",
        values_hash=hash_values(plain, salt),
    )
    return entry, AuditValues(salt=salt, values=plain)


def hash_values(values: dict[str, Any], salt: str) -> str:
    """Keyed SHA-256 of the canonical JSON of ``values``."""
    canonical = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hmac.new(salt.encode(), canonical.encode(), hashlib.sha256).hexdigest()


def hash_entry(entry: AuditEntry, sequence: int, previous_hash: str) -> str:
    """SHA-256 over the entry's place, its predecessor and its facts; the values only by their salted hash."""
    facts = [
        sequence, previous_hash, entry.public_id, entry.at.isoformat(), entry.actor_ref, entry.action,
        entry.object_type, entry.object_ref, entry.subject_ref, entry.values_hash,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()


@transaction.atomic
def seal_entries(limit: int = 5000) -> int:
    """Chain the entries that are not yet part of it; returns how many.

    Sealed apart from the act, so that two acts never wait for each other at the chain's end.
    """
    AuditHead.objects.get_or_create(pk=1)
    head = AuditHead.objects.select_for_update().get(pk=1)
    entries = list(AuditEntry.objects.filter(sequence__isnull=True).order_by("id")[:limit])
    for entry in entries:
        head.sequence += 1
        entry.sequence, entry.previous_hash = head.sequence, head.entry_hash
        entry.entry_hash = head.entry_hash = hash_entry(entry, head.sequence, head.entry_hash)
    AuditEntry.objects.bulk_update(entries, ["sequence", "previous_hash", "entry_hash"], batch_size=500)
    head.save()
    return len(entries)


def find_breaks() -> Iterator[str]:
    """Walk the whole chain; yield one line for each place where it does not hold.

    Values are checked against their hash while they are kept; erased ones (empty salt) are no break.
    """
    previous_hash, expected = "", 1
    rows = (
        AuditEntry.objects.filter(sequence__isnull=False).order_by("sequence").prefetch_related("value_rows")
    )
    for entry in rows.iterator(chunk_size=2000):
        sequence = entry.sequence or 0
        if sequence != expected or entry.previous_hash != previous_hash:
            yield f"entry {sequence}: not the successor of entry {expected - 1}"
        if entry.entry_hash != hash_entry(entry, sequence, entry.previous_hash):
            yield f"entry {sequence}: its facts were changed"
        for row in entry.value_rows.all():
            if row.salt and hash_values(row.values, row.salt) != entry.values_hash:
                yield f"entry {sequence}: its values were changed"
        previous_hash, expected = entry.entry_hash, sequence + 1
    head = AuditHead.objects.filter(pk=1).first()
    if head and (head.sequence, head.entry_hash) != (expected - 1, previous_hash):
        yield f"the chain ends at entry {expected - 1}, the head says {head.sequence}"


def erase_values(refs: Collection[str]) -> int:
    """Empty what the log holds about one person, known by these references: as whom it concerns, or as the
    object, or as somebody else than whom it concerns. Facts, hashes and chain stay. Returns how many rows.
    """
    about = models.Q(entry__subject_ref__in=refs) | models.Q(entry__object_ref__in=refs)
    about |= models.Q(pk__in=_told_from(set(refs)))
    return AuditValues.objects.filter(about).update(values={}, salt="")


def _told_from(refs: set[str]) -> list[int]:
    """Values of files opened or told apart as somebody else's than these: few, and found by their acts."""
    apart = AuditValues.objects.filter(entry__action="candidate.told_apart", values__other__in=sorted(refs))
    opened = AuditValues.objects.filter(entry__action="candidate.added", values__has_key="other_than")
    named = opened.values_list("pk", "values__other_than")
    return [*apart.values_list("pk", flat=True), *(key for key, others in named if refs.intersection(others))]
