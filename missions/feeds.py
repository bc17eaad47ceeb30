"""The calendar for machines: ``/calendar.json`` and ``/calendar.ics`` (docs/feeds.md)."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, conditional_page, require_safe

from missions.calendar.asked import Asked, asked_language, entries_for, read_asked
from missions.calendar.events import absolute_url, deadline_event, events_of, revisions_of
from missions.calendar.ical import write_calendar
from missions.calendar.keeping import keep, kept
from missions.calendar.places import country_code
from missions.calendar.version import calendar_version
from missions.calendar.wish import Wish, calls_for
from missions.entries import Entry
from missions.models import Call

JSON = "application/json"
SCHEMA = Path(__file__).parent / "data" / "calendar.schema.json"


def as_json(entry: Entry) -> dict[str, Any]:
    """One element of the array ``calls``; ``election_period`` only for elections whose day is not known."""
    mission, call = entry.mission, entry.call
    second_round_on = mission.second_round_on if mission else None
    day_is_known = mission is not None and mission.day_is_known
    said = {
        "reference": entry.reference,
        "title": entry.title,
        "country": country_code(entry.subject) or None,
        "format": mission.format if mission else None,
        "election_day": mission.election_day.isoformat() if mission and day_is_known else None,
        "second_round_on": second_round_on.isoformat() if second_round_on else None,
        "closes_at": timezone.localtime(entry.closes_at).isoformat() if entry.closes_at else None,
        "status": entry.status.value,
        "url": absolute_url(entry.subject),
        "kind": entry.kind,
        "scheme": entry.scheme.value,
        "role": call.role if call else None,
        "place": entry.place,
        "opens_at": timezone.localtime(call.opening).isoformat() if call and call.opening else None,
        "last_day": call.closes_on.isoformat() if call and call.closes_on else None,
        "is_confirmed": entry.subject.is_confirmed,
        "outcome": entry.outcome,
    }
    return said | ({"election_period": mission.election_period} if mission and not day_is_known else {})


def write_json(asked: Asked) -> bytes:
    """The whole answer, in the active language."""
    calls = ",\n".join(json.dumps(as_json(entry), ensure_ascii=False) for entry in entries_for(asked))
    return f'{{"calls": [\n{calls}\n]}}'.encode()


def write_ics(asked: Asked) -> bytes:
    """The whole calendar, in the active language."""
    return write_calendar(str(settings.SITE_NAME), events_of(entries_for(asked)))


def _etag(request: HttpRequest) -> str | None:
    """Known from the version alone: who has this answer already is told so before any table is asked."""
    version = calendar_version()
    try:
        return f'"{read_asked(request).digest(version, request.path)}"' if version else None
    except ValueError:
        return None


def _answer(request: HttpRequest, write: Callable[[Asked], bytes], content_type: str) -> HttpResponse:
    version = calendar_version()  # before the tables are read: what changes meanwhile has another one
    try:
        asked = read_asked(request)
    except ValueError as error:
        return _refuse(request, str(error), content_type)
    key = f"calendar:{asked.digest(version, request.path)}" if version else ""
    body = kept(key) if key else None
    if body is None:
        with translation.override(asked.language):
            body = write(asked)
        if key:
            keep(key, body, asked.kept_seconds)
    return HttpResponse(body, content_type=content_type, headers={"Content-Language": asked.language})


def _refuse(request: HttpRequest, name: str, content_type: str) -> HttpResponse:
    """For a machine: a problem as RFC 9457 has it where JSON was asked for, else a line of plain text."""
    language = asked_language(request)
    with translation.override(language):
        said = _("Not a value of the parameter: %(name)s") % {"name": name}
    body, refused_type = said, "text/plain; charset=utf-8"
    if content_type == JSON:
        problem = {"title": "Bad Request", "status": 400, "detail": said, "parameter": name}
        body, refused_type = json.dumps(problem, ensure_ascii=False), "application/problem+json"
    headers = {"Content-Language": language}
    return HttpResponseBadRequest(body, content_type=refused_type, headers=headers)


@require_safe
@conditional_page
@condition(etag_func=_etag)
def calendar_json(request: HttpRequest) -> HttpResponse:
    """Open data: the calendar as JSON."""
    response = _answer(request, write_json, JSON)
    response["Link"] = f'<{settings.BASE_URL}{reverse("calendar-schema")}>; rel="describedby"'
    return response


@require_safe
@conditional_page
@condition(etag_func=_etag)
def calendar_ics(request: HttpRequest) -> HttpResponse:
    """The calendar to subscribe to: every deadline, and every day that is known to the day."""
    return _answer(request, write_ics, "text/calendar; charset=utf-8")


@require_safe
def calendar_schema(request: HttpRequest) -> FileResponse:
    """What ``/calendar.json`` holds, as JSON Schema."""
    return FileResponse(SCHEMA.open("rb"), content_type="application/schema+json")


def _call_etag(request: HttpRequest, public_id: str) -> str | None:
    """Of a single call as well: whatever changes it changes the version."""
    version = calendar_version()
    asked = Asked(asked_language(request), Wish(), everything=False)
    return f'"{asked.digest(version, request.path)}"' if version else None


@require_safe
@conditional_page
@condition(etag_func=_call_etag)
def call_ics(request: HttpRequest, public_id: str) -> HttpResponse:
    """The deadline of one call, to take over into one's own calendar."""
    call: Call = get_object_or_404(calls_for(Wish()).filter(closes_at__isnull=False), public_id=public_id)
    entry = Entry(call.subject, call, call.status_at(timezone.now()), timezone.localdate())
    with translation.override(language := asked_language(request)):
        body = write_calendar(call.title, [deadline_event(entry, revisions_of([entry]))])
    file_name = f'attachment; filename="{call.reference}.ics"'
    headers = {"Content-Language": language, "Content-Disposition": file_name}
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)
