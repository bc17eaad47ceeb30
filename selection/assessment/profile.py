"""A frozen dossier and a mission, as the engine's ``Profile``. Pure: same dossier, same profile, on any day.

``data`` is ``Dossier.data``; a line is named ``<list>:<id>``, by which ``working`` finds it again.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from candidates.enums import RELEVANT_FIELDS, EducationLevel, ObserverRole, StayKind, TrainingKind
from selection.assessment.mission_context import HOME, MissionContext
from selection.assessment.periods import Period, months_added, period_until
from selection.engine import profile as engine

Row = dict[str, Any]
TRAININGS = {
    TrainingKind.LTO_MODULES: engine.TrainingKind.LTO_MODULES,
    TrainingKind.BRIEFING_COURSE: engine.TrainingKind.NATIONAL_COURSE,
    TrainingKind.OBSERVER_COURSE: engine.TrainingKind.LONG_COURSE,
    TrainingKind.HEAT: engine.TrainingKind.HOSTILE_ENVIRONMENT,
    TrainingKind.FIRST_AID: engine.TrainingKind.FIRST_AID,
}
DEGREES = frozenset({EducationLevel.BACHELOR, EducationLevel.MASTER, EducationLevel.DOCTORATE})


def build_profile(
    data: Row, mission: MissionContext, motivation: engine.MotivationLevel | None = None
) -> engine.Profile:
    """What in the dossier may give points for this mission; ``motivation`` as a person marked it."""
    work = list(_dated(data, "employments", mission.on))
    return engine.Profile(
        observations=tuple(_observations(data, mission.on)),
        trainings=tuple(_trainings(data, mission.on)),
        stays=tuple(_stays(data, mission)),
        languages=tuple(_languages(data, mission)),
        crisis_postings=_services(work, lambda row: bool(row.get("crisis_environment"))),
        relevant_work=_services(work, lambda row: row.get("field") in RELEVANT_FIELDS),
        relevant_degrees=tuple(_degrees(data, mission.on)),
        motivation=motivation,
    )


def level_of(row: Row) -> str:
    """A language's level that counts: the lowest of the four, ``native`` for a mother tongue, "" unsaid."""
    if row.get("is_mother_tongue"):
        return engine.Cefr.NATIVE.value
    return min(row.get(skill) or "" for skill in ("listening", "reading", "speaking", "writing"))


def _rows(data: Row, name: str) -> Iterator[tuple[str, Row]]:
    for row in data.get(name) or ():
        yield f"{name}:{row.get('id', '')}", row


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


Dated = tuple[str, Row, Period]


def _dated(data: Row, name: str, on: dt.date) -> Iterator[Dated]:
    for line, row in _rows(data, name):
        period = period_until(_day(row.get("started_on")), _day(row.get("ended_on")), on)
        if period is not None:
            yield line, row, period


def _services(work: list[Dated], counts: Callable[[Row], bool]) -> tuple[engine.Service, ...]:
    """Months of the lines that count, earliest first; a month in two of them counts for the first."""
    chosen = sorted((dated for dated in work if counts(dated[1])), key=lambda dated: dated[2])
    added = months_added(period for _, _, period in chosen)
    return tuple(engine.Service(months, line) for (line, _, _), months in zip(chosen, added, strict=True))


def _observations(data: Row, on: dt.date) -> Iterator[engine.Observation]:
    """A mission counts as good until staff know better; the working says what is not verified."""
    for line, row in _rows(data, "observations"):
        if row["year"] > on.year:
            continue
        verified = bool(row.get("verified_at"))
        yield engine.Observation(
            kind=engine.ObservationKind(row["role"]),
            international=row["role"] != ObserverRole.DOMESTIC and row.get("country") != HOME,
            evaluation=engine.Evaluation.GOOD if verified else engine.Evaluation.UNVERIFIED,
            line=line,
            verified=verified,
        )


def _trainings(data: Row, on: dt.date) -> Iterator[engine.Training]:
    for line, row in _rows(data, "trainings"):
        done = _day(row.get("completed_on"))
        if row["kind"] in TRAININGS and (done is None or done <= on):
            yield engine.Training(TRAININGS[row["kind"]], line)


def _languages(data: Row, mission: MissionContext) -> Iterator[engine.Language]:
    for line, row in _rows(data, "languages"):
        level = level_of(row)
        if level:
            local = row["language"] in mission.local_languages
            yield engine.Language(row["language"], engine.Cefr(level), local, line)


def _degrees(data: Row, on: dt.date) -> Iterator[str]:
    """Finished degrees of a university or college in a relevant field."""
    for line, row in _rows(data, "educations"):
        ended = _day(row.get("ended_on"))
        finished = ended is None or ended <= on
        if finished and row.get("level") in DEGREES and row.get("field") in RELEVANT_FIELDS:
            yield line


def _stays(data: Row, mission: MissionContext) -> Iterator[engine.Stay]:
    """Per country of the region, what was declared or what the dated lines show, whichever is longer.

    The same years often stand in both: adding them up would count them twice.
    """
    for country in sorted({mission.country} | mission.region):
        declared = list(_declared_stays(data, country, mission))
        dated = list(_dated_stays(data, country, mission))
        yield from max(declared, dated, key=lambda stays: (sum(stay.months for stay in stays), len(stays)))


def _declared_stays(data: Row, country: str, mission: MissionContext) -> Iterator[engine.Stay]:
    """In the region only work, studies and residence add months; in the country itself every stay does."""
    here = country == mission.country
    for line, row in _rows(data, "country_experiences"):
        if row.get("country") == country:
            counts = here or row.get("kind") != StayKind.SHORT_STAY
            yield engine.Stay(row["months"] if counts else 0, in_country=here, line=line)


def _dated_stays(data: Row, country: str, mission: MissionContext) -> Iterator[engine.Stay]:
    lines = [*_dated(data, "employments", mission.on), *_dated(data, "educations", mission.on)]
    there = sorted((dated for dated in lines if dated[1].get("country") == country), key=lambda it: it[2])
    added = months_added(period for _, _, period in there)
    for (line, _, _), months in zip(there, added, strict=True):
        yield engine.Stay(months, in_country=country == mission.country, line=line)
