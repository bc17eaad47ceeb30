"""Each view of the public calendar among ten thousand calls of all schemes; for ``bench.database``."""

import datetime as dt
import random
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bench.measurement import Measurement, absolute
from missions.calendar.listing import keys_for
from missions.calendar.version import calendar_changed
from missions.calendar.wish import Wish
from missions.deadlines import end_of_day, last_day
from missions.enums import MissionFormat, Structure
from missions.loading import load_reference_data
from missions.models import Call, CrisisMission, JpoRound, Mission, ParticipatingState, SelorRound, Vacancy
from missions.views import CalendarView
from osce_portal.common.enums import Role, Scheme

VISITS, AHEAD_DAYS, YEARS = 40, 500, 17
ANSWERED = 0.100  # seconds
# Whoever asks first after a change waits for these; everything of seventeen years is asked for by few.
A_YEAR_WRITTEN, EVERYTHING_WRITTEN = 1.0, 3.0  # seconds
MISSIONS, VACANCIES, ROUNDS, CRISES = 4_500, 3_600, 300, 1_000  # and a long-term call for 600 of the missions
LONG_TERM = 600


def calendar_pages() -> Iterator[Measurement]:
    """From the request to the answer: the 95th percentile of forty visits."""
    fill_calendar()
    client = Client()
    for name, address, headers in _addresses(client):
        yield _measure(name, ANSWERED, partial(_visit, client, address, headers))
    for name, address in FEEDS.items():
        goal = EVERYTHING_WRITTEN if "period=all" in address else A_YEAR_WRITTEN
        yield _measure(f"{name}, after a change", goal, partial(_after_a_change, client, address), 5)


FEEDS = {
    "JSON": "/calendar.json?lang=fr",
    "iCal": "/calendar.ics?lang=fr",
    "JSON of everything": "/calendar.json?lang=fr&period=all",
    "iCal of everything": "/calendar.ics?lang=fr&period=all",
}


def fill_calendar() -> None:
    """Ten thousand calls, spread over seventeen years, the last months of which are still to come."""
    load_reference_data()
    draw = random.Random(4)
    states = list(ParticipatingState.objects.exclude(iso2="BE"))
    missions, vacancies = _missions(states, draw), _vacancies(states, draw)
    calls = [_call(row.calendar_on, mission=row) for row in missions]
    calls += [_call(row.calendar_on, mission=row, role=Role.LTO) for row in missions[:LONG_TERM]]
    others: list[tuple[Scheme, Role, str, list[Any]]] = [
        (Scheme.SECONDMENT, Role.SECONDEE, "vacancy", vacancies),
        (Scheme.JPO, Role.JPO, "round", _rounds()),
        (Scheme.CRISIS_MANAGEMENT, Role.CRISIS_EXPERT, "crisis_mission", _crisis_missions(draw)),
    ]
    for scheme, role, column, rows in others:
        calls += [_call(row.calendar_on, scheme=scheme, role=role, **{column: row}) for row in rows]
    Call.objects.bulk_create(calls)
    calendar_changed()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _published() -> dict[str, Any]:
    return {"is_confirmed": True, "published_at": timezone.now()}


def _missions(states: list[ParticipatingState], draw: random.Random) -> list[Mission]:
    rows = Mission.objects.bulk_create(
        Mission(
            reference=f"bench-{number}", state=draw.choice(states), election="parliamentary",
            election_day=day, format=MissionFormat.EOM, **_published(),
        )
        for number, day in enumerate(_days(MISSIONS))
    )  # fmt: skip
    for row, day in zip(rows, _days(MISSIONS), strict=True):
        row.calendar_on = last_day(day)  # of its call; the database keeps the election day
    return rows


def _vacancies(states: list[ParticipatingState], draw: random.Random) -> list[Vacancy]:
    return Vacancy.objects.bulk_create(
        Vacancy(
            reference=f"VN{number}", title_fr="Conseiller", title_nl="Adviseur", title_en="Adviser",
            calendar_on=day, structure=Structure.FIELD_OPERATION, duty_station_en="Chisinau",
            state=draw.choice(states), **_published(),
        )
        for number, day in enumerate(_days(VACANCIES))
    )  # fmt: skip


def _rounds() -> list[JpoRound]:
    """And the selections by Selor, one a year."""
    SelorRound.objects.bulk_create(
        SelorRound(
            reference=f"S-{day.year}", year=day.year, opens_on=day, closes_on=day, calendar_on=day,
            **_published(),
        )
        for day in _days(YEARS)
    )  # fmt: skip
    return JpoRound.objects.bulk_create(
        JpoRound(reference=f"R-{number}", number=number, year=day.year, calendar_on=day, **_published())
        for number, day in enumerate(_days(ROUNDS), 1_000)
    )


def _crisis_missions(draw: random.Random) -> list[CrisisMission]:
    return CrisisMission.objects.bulk_create(
        CrisisMission(
            reference=f"CM-{number}", title_fr="Expert", title_nl="Expert", title_en="Expert",
            organisation="eu", country=draw.choice(("UA", "GE", "XK", "ML")), calendar_on=day, **_published(),
        )
        for number, day in enumerate(_days(CRISES))
    )  # fmt: skip


def _days(count: int) -> Iterator[dt.date]:
    last = timezone.localdate() + dt.timedelta(days=AHEAD_DAYS)
    return (last - dt.timedelta(days=number * YEARS * 365 // count) for number in range(count))


def _call(closes_on: dt.date, **subject: Any) -> Call:
    closes_at = end_of_day(closes_on)
    opened = closes_at - dt.timedelta(days=90)
    closed_at = closes_at if closes_at < timezone.now() else None
    return Call(
        closes_on=closes_on, closes_at=closes_at, published_at=min(opened, timezone.now()), opens_at=opened,
        closed_at=closed_at, seed="0" * 64, **subject,
    )  # fmt: skip


def _addresses(client: Client) -> Iterator[tuple[str, str, dict[str, str]]]:
    today = timezone.localdate()
    calendar, past = "/fr/calendar/", "/fr/calendar/past/"
    open_call = Call.objects.open().filter(mission__isnull=False).order_by("pk")[0]
    vacancy = Call.objects.open().filter(vacancy__isnull=False).order_by("pk")[0]
    yield "list, first page", calendar, {}
    yield "list, last page", f"{calendar}?page={_last_page(past=False)}", {}
    yield "list, filtered", f"{calendar}?scheme=election_observation&role=sto&country=MD&status=open", {}
    yield "list, by status", f"{calendar}?status=open", {}
    yield "past, first page", past, {}
    yield "past, last page", f"{past}?page={_last_page(past=True)}", {}
    yield "month", f"/fr/calendar/{today.year}/{today.month}/", {}
    yield "month, filtered", f"/fr/calendar/{today.year}/{today.month}/?status=open", {}
    yield "page of a mission", f"/fr/missions/{open_call.mission.public_id}/", {}
    yield "page of a vacancy", f"/fr/vacancies/{vacancy.vacancy.public_id}/", {}
    yield "iCal of one call", reverse("call-ics", args=[open_call.public_id]), {}
    yield "JSON of one country", "/calendar.json?lang=fr&country=MD", {}
    for name, address in FEEDS.items():
        yield name, address, {}
        yield f"{name}, unchanged", address, {"if-none-match": client.get(address)["ETag"]}


def _last_page(*, past: bool) -> int:
    return -(-keys_for(Wish(), timezone.localdate(), past=past).count() // CalendarView.paginate_by)


def _measure(name: str, goal: float, visit: Callable[[], float], visits: int = VISITS) -> Measurement:
    visit()
    slowest = statistics.quantiles([visit() for _ in range(visits)], n=20, method="inclusive")[-1]
    return absolute(f"calendar among 10,000 calls, p95: {name}", slowest, "s", goal)


def _visit(client: Client, address: str, headers: dict[str, str]) -> float:
    start = time.perf_counter()
    answer = client.get(address, headers=headers)
    if answer.status_code != (304 if headers else 200):
        raise AssertionError(f"{address}: {answer.status_code}")
    return time.perf_counter() - start


def _after_a_change(client: Client, address: str) -> float:
    """The first who asks after a change: the answer is written anew."""
    calendar_changed()
    return _visit(client, address, {})
