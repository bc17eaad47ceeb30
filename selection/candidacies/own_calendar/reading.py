"""What stands in a person's own calendar: deadlines, days to keep free, and questions to answer."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from missions.calendar.events import Revision, deadline_event, revisions_of
from missions.calendar.ical import Event, calendar_host
from missions.entries import Entry
from missions.models import Call, Mission
from osce_portal.accounts.models import User
from selection.candidacies.models import AvailabilityQuestion, Candidacy, DeadlineException

LONGEST = 200  # candidacies; nobody has as many


def own_events(user: User) -> Iterator[Event]:
    """Of calls with a draft or candidacy; what became of a candidacy is not said."""
    own = Candidacy.objects.of_user(user).standing().for_list()[:LONGEST]
    candidacies = [candidacy for candidacy in own if candidacy.call.closes_at]
    entries = {candidacy.call_id: _entry(candidacy.call) for candidacy in candidacies}
    revisions = revisions_of(entries.values())
    exceptions = {
        exception.call_id: exception
        for exception in DeadlineException.objects.filter(candidate__user=user, is_approved=True)
    }
    for entry in entries.values():
        call: Any = entry.call
        event = deadline_event(entry, revisions)
        if exception := exceptions.get(call.pk):
            event = _with_exception(event, call, exception)
        yield replace(event, uid=f"own-{event.uid}")
    yield from _days_needed(user, revisions)
    yield from _questions(user)


def _with_exception(event: Event, call: Any, exception: DeadlineException) -> Event:
    """The later of both instants; the call's once its selection is approved, which ends exceptions."""
    until = call.closes_at if call.decided_at else max(exception.until, call.closes_at)
    return replace(
        event,
        starts=until,
        sequence=event.sequence + 1,
        changed_at=max(event.changed_at, exception.decided_at or event.changed_at),
    )


def _entry(call: Call) -> Entry:
    return Entry(call.subject, call, call.status_at(timezone.now()), timezone.localdate())


def _days_needed(user: User, revisions: dict[str, Revision]) -> Iterator[Event]:
    """The days on which observers must be available, while something may still come of the candidacy."""
    running = Candidacy.objects.of_user(user).under_way().filter(call__mission__isnull=False).for_list()
    for candidacy in running[:LONGEST]:
        mission: Any = candidacy.call.mission
        if mission.day_is_known:
            yield _days_of(candidacy, mission, revisions.get(mission.public_id, Revision()))


def _days_of(candidacy: Candidacy, mission: Mission, revision: Revision) -> Event:
    call = candidacy.call
    starts: Any = call.needed_from
    return Event(
        uid=f"days-{candidacy.public_id}@{calendar_host()}",
        summary=_("To be kept free: %(title)s") % {"title": call.title},
        starts=starts,
        ends=call.needed_to,
        changed_at=revision.at or mission.published_at or candidacy.started_at,
        sequence=revision.number,
        status="TENTATIVE",
        url=f"{settings.BASE_URL}{candidacy.get_absolute_url()}",
        location=mission.state.name,
    )


def _questions(user: User) -> Iterator[Event]:
    """Questions about new days that wait for an answer, on the day they were asked."""
    waiting = AvailabilityQuestion.objects.filter(
        candidacy__candidate__user=user, answered_at__isnull=True
    ).select_related("candidacy__call__mission__state")
    for question in waiting:
        yield Event(
            uid=f"question-{question.public_id}@{calendar_host()}",
            summary=_("Please answer: %(title)s") % {"title": question.candidacy.call.title},
            starts=timezone.localdate(question.asked_at),
            changed_at=question.asked_at,
            url=f"{settings.BASE_URL}{question.candidacy.get_absolute_url()}",
        )
