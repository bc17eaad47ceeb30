"""The calendar for machines: ``/calendar.json`` and ``/calendar.ics`` (docs/feeds.md)."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe
from icalendar import Calendar, Event

from missions.entries import Entry, all_entries
from missions.models import Mission


def current_entries() -> list[Entry]:
    """Every published mission and call, past ones included, latest election first."""
    missions = Mission.objects.published().for_calendar()
    return list(all_entries(missions, timezone.now(), timezone.localdate()))


def asked_language(request: HttpRequest) -> str:
    """``?lang=`` where it is one of the portal's; else the page language chosen by the middleware."""
    language = request.GET.get("lang", "")
    return language if language in settings.LANGUAGES_OF_CONTENT else translation.get_language()


def absolute_url(mission: Mission) -> str:
    """Address of a mission's page in the active language; from BASE_URL, never from the request."""
    return f"{settings.BASE_URL}{mission.get_absolute_url()}"


def as_json(entry: Entry) -> dict[str, Any]:
    """One element of the array ``calls``; ``election_period`` only where the day is not known."""
    mission = entry.mission
    day = {"election_day": mission.election_day.isoformat() if mission.day_is_known else None}
    if not mission.day_is_known:
        day["election_period"] = mission.election_period
    return {
        "reference": entry.reference,
        "title": entry.title,
        "country": mission.state.iso2,
        "format": mission.format,
        **day,
        "closes_at": timezone.localtime(entry.closes_at).isoformat() if entry.closes_at else None,
        "status": entry.status.value,
        "url": absolute_url(mission),
    }


@require_safe
@conditional_page
def calendar_json(request: HttpRequest) -> JsonResponse:
    """Open data: the calendar as JSON."""
    with translation.override(language := asked_language(request)):
        return JsonResponse(
            {"calls": [as_json(entry) for entry in current_entries()]},
            json_dumps_params={"ensure_ascii": False, "indent": 1},
            headers={"Content-Language": language},
        )


def add_deadline(calendar: Calendar, entry: Entry) -> None:
    """The instant at which a call closes, as an event without length."""
    event = Event()
    event.add("uid", f"deadline-{entry.reference}@{calendar_host()}")
    event.add("summary", _("Deadline: %(title)s") % {"title": entry.title})
    event.add("dtstart", entry.closes_at.astimezone(dt.UTC))
    finish(calendar, event, entry)


def add_election_day(calendar: Calendar, entry: Entry) -> None:
    """Election day as a whole day."""
    event = Event()
    event.add("uid", f"election-{entry.mission.reference}@{calendar_host()}")
    event.add("summary", _("Election day: %(title)s") % {"title": entry.mission.title})
    event.add("dtstart", entry.mission.election_day)
    event.add("transp", "TRANSPARENT")
    finish(calendar, event, entry)


def finish(calendar: Calendar, event: Event, entry: Entry) -> None:
    """What every event says besides its day."""
    event.add("dtstamp", entry.mission.published_at)
    status = [entry.status.label, entry.mission.get_format_display()]
    if not entry.mission.is_confirmed:
        status.append(_("to be confirmed"))
    event.add("description", " – ".join(str(part) for part in status))
    event.add("url", absolute_url(entry.mission))
    calendar.add_component(event)


def calendar_host() -> str:
    """The right-hand side of the UIDs: the portal's own name, so that they are stable and unique."""
    return settings.BASE_URL.split("://", 1)[-1].split("/", 1)[0].split(":", 1)[0]


@require_safe
@conditional_page
def calendar_ics(request: HttpRequest) -> HttpResponse:
    """The calendar to subscribe to: every deadline and every election day known to the day."""
    with translation.override(language := asked_language(request)):
        calendar = Calendar()
        calendar.add("prodid", "-//osce_portal//calendar//")
        calendar.add("version", "2.0")
        calendar.add("x-wr-calname", str(settings.SITE_NAME))
        seen: set[int] = set()
        for entry in current_entries():
            if entry.closes_at:
                add_deadline(calendar, entry)
            if entry.mission.day_is_known and entry.mission.pk not in seen:
                add_election_day(calendar, entry)
            seen.add(entry.mission.pk)
        return HttpResponse(
            calendar.to_ical(),
            content_type="text/calendar; charset=utf-8",
            headers={"Content-Language": language},
        )
