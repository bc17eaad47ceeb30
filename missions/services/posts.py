"""Vacancies, rounds, crisis-management missions and selections by Selor, and the calls made for them."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias, TypeVar, cast

from django.db import transaction
from django.db.models import F

from missions import errors
from missions.deadlines import end_of_day
from missions.models import (
    Call,
    CrisisMission,
    FieldOperation,
    JpoOpening,
    JpoPlacement,
    JpoRound,
    SelorRound,
    Vacancy,
)
from missions.models.announced import AnnouncedModel
from missions.models.call import SUBJECTS
from missions.services.chain import place_milestones
from missions.services.differences import NOTHING_READ, plain, record_difference, refuse_overtaken
from missions.services.notices import hold_lines, refuse_circle
from missions.texts import empty_columns, gaps_of, gaps_of_announced, name_gaps
from osce_portal.audit.services import record
from osce_portal.common.enums import ROLES_OF_SCHEME, Scheme
from osce_portal.common.models import database_now

Subject: TypeAlias = Vacancy | JpoRound | CrisisMission
Announced: TypeAlias = Subject | SelorRound
Row = TypeVar("Row", bound=AnnouncedModel)
SCHEMES: dict[type, Scheme] = {
    Vacancy: Scheme.SECONDMENT,
    JpoRound: Scheme.JPO,
    CrisisMission: Scheme.CRISIS_MANAGEMENT,
}


@transaction.atomic
def add_announced(row: Announced, *, actor: Any, found: dict[str, str] | None = None) -> Announced:
    """Enter what staff typed in, or a sheet's row as ``found``: unpublished until it is confirmed."""
    row.save(force_insert=True)
    place_in_calendar(row)
    values = {**(found or {}), "reference": row.reference}
    record(act_of(row, "imported" if found else "added"), row, actor=actor, values=values)
    return row


@transaction.atomic
def update_announced(
    row: Announced, *, actor: Any, read: Mapping[str, Any] = NOTHING_READ, **changes: Any
) -> Announced:
    """Change what is known of it.

    Raises FollowsItself, TextsMissing once it is published, LaterThanOsce where its published call stands,
    and ChangedMeanwhile where a field is not what the actor had ``read``.
    """
    follows = changes.get("follows")
    if isinstance(row, Vacancy) and follows is not None:
        hold_lines(row, follows)
        refuse_circle(row, follows)
    return write_announced(row, actor=actor, read=read, **changes)


def write_announced(
    row: Announced, *, actor: Any, read: Mapping[str, Any] = NOTHING_READ, **changes: Any
) -> Announced:
    """The same in the caller's transaction, which holds the lines of notices and knows of no circle."""
    row = lock_announced(row)
    refuse_overtaken(row, read)
    before = {name: getattr(row, name) for name in changes}
    gaps = empty_columns(row)
    for name, value in changes.items():
        setattr(row, name, value)
    refuse_what_is_relied_on(row, gaps)
    row.save(update_fields=list(changes))
    place_in_calendar(row)
    record_difference(act_of(row, "changed"), row, actor, before, changes)
    return row


@transaction.atomic
def confirm_announced(row: Announced, *, source: str, actor: Any) -> Announced:
    """Confirm an entry with its source, and publish it. Raises SourceMissing, TextsMissing."""
    row = lock_announced(row)
    if not source.strip():
        raise errors.SourceMissing
    if gaps := gaps_of_announced(row):
        raise errors.TextsMissing(name_gaps(gaps))
    row.source, row.is_confirmed = source.strip(), True
    row.published_at = row.published_at or database_now()
    row.save(update_fields=["source", "is_confirmed", "published_at"])
    record(act_of(row, "confirmed"), row, actor=actor, values={"source": row.source})
    return row


@transaction.atomic
def set_call(subject: Subject, *, actor: Any, closes_on: dt.date) -> Call:
    """Make the call for a vacancy, a round or a crisis mission, or set its unpublished one anew.

    It closes at the end of ``closes_on`` in Brussels, a day before the OSCE's own closing date where that is
    known. Raises LaterThanOsce, AlreadyPublished.
    """
    subject = lock_announced(subject)
    refuse_later_than_osce(subject, closes_on)
    scheme = SCHEMES[type(subject)]
    call = subject.calls.filter(cancelled_at__isnull=True).first()
    if call is None:
        role = ROLES_OF_SCHEME[scheme][0]
        call = Call(scheme=scheme, role=role, is_sample=subject.is_sample, **{SUBJECTS[scheme]: subject})
    if call.published_at is not None:
        raise errors.AlreadyPublished
    call.closes_on, call.closes_at = closes_on, end_of_day(closes_on)
    call.save()
    place_milestones(call)
    place_in_calendar(subject)
    record("call.set", call, actor=actor, values={"role": call.role, "closes_at": call.closes_at})
    return call


@transaction.atomic
def change_lines(
    jpo_round: JpoRound,
    *,
    actor: Any,
    saved: Iterable[JpoOpening | JpoPlacement],
    removed: Iterable[JpoOpening | JpoPlacement] = (),
) -> JpoRound:
    """Save, and take out, openings or placements of a round.

    Raises TextsMissing where a text is missing once it is published, AlreadyPublished where its published
    call would lose a line.
    """
    jpo_round = lock_announced(jpo_round)
    is_called = Call.objects.standing().filter(round=jpo_round).exists()
    removed = list(removed)
    if is_called and removed:
        raise errors.AlreadyPublished
    for line in removed:
        line.delete()
    saved = list(saved)
    refuse_gaps(jpo_round, saved)
    for line in saved:
        line.save()
    place_in_calendar(jpo_round)
    values = {"saved": [plain(line) for line in saved], "removed": [plain(line) for line in removed]}
    record(act_of(jpo_round, "lines_changed"), jpo_round, actor=actor, values=values)
    return jpo_round


def refuse_gaps(jpo_round: JpoRound, lines: Iterable[JpoOpening | JpoPlacement]) -> None:
    """Openings of a published round have their texts in French and Dutch. Raises TextsMissing."""
    gaps = [gap for line in lines if isinstance(line, JpoOpening) for gap in gaps_of(line)]
    if gaps and jpo_round.published_at is not None:
        raise errors.TextsMissing(name_gaps(gaps))


def place_in_calendar(row: Announced) -> None:
    """Keep ``calendar_on``: the last day of its living call, or else of the last one, or its own day.

    And the country in which readers find a post.
    """
    call = None
    if not isinstance(row, SelorRound):
        call = row.calls.order_by(F("cancelled_at").asc(nulls_first=True), "-pk").first()
    place: dict[str, Any] = {"calendar_on": (call.closes_on if call else None) or row.own_day}
    if isinstance(row, Vacancy):
        place["country"] = row.country_stated
    if any(getattr(row, name) != value for name, value in place.items()):
        for name, value in place.items():
            setattr(row, name, value)
        row.save(update_fields=list(place))


@transaction.atomic
def place_posts_of(operation: FieldOperation) -> None:
    """Keep the country of its posts, once its own is another."""
    posts: Any = Vacancy.objects.filter(field_operation=operation)
    for post in posts.select_related("state").select_for_update(of=("self",)).order_by("pk"):
        post.field_operation = operation
        place_in_calendar(post)


def refuse_later_than_osce(subject: Announced, closes_on: dt.date) -> None:
    """The national last day comes before the OSCE's own, or the nominations would be late."""
    osce_day = getattr(subject, "osce_closes_on", None)
    if osce_day is not None and closes_on >= osce_day:
        raise errors.LaterThanOsce


def refuse_what_is_relied_on(row: Announced, gaps_before: set[str]) -> None:
    """Raise what is not taken from a published entry, or from its call."""
    call = None
    if not isinstance(row, SelorRound):
        call = Call.objects.standing().filter(**{SUBJECTS[SCHEMES[type(row)]]: row}).first()
    refuse_against(call, row, gaps_before)


def refuse_against(call: Call | None, row: Announced, gaps_before: set[str]) -> None:
    """What is published keeps its texts in French and Dutch; its call a last day before the OSCE's."""
    lost = [gap for gap in gaps_of(row) if gap.column not in gaps_before]
    if lost and row.published_at is not None:
        raise errors.TextsMissing(name_gaps(lost))
    if call is not None and call.closes_on is not None:
        refuse_later_than_osce(row, call.closes_on)


def lock_announced(row: Row) -> Row:
    """The row as it stands now, locked until the transaction ends."""
    return cast("Row", type(row).objects.select_for_update(of=("self",)).get(pk=row.pk))


def act_of(row: Announced, verb: str) -> str:
    """The act's code in the audit log: ``vacancy.confirmed``."""
    return f"{row._meta.model_name}.{verb}"
