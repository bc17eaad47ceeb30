"""Invented CVs that make scores spread: veterans and first-timers, regional experts and crisis workers."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from candidates import models
from candidates.enums import (
    EducationLevel,
    EmployerKind,
    ExpertiseField,
    ObserverRole,
    StayKind,
    TrainingKind,
)
from candidates.models import Candidate, CvEntry
from osce_portal.common.enums import CefrLevel
from osce_portal.management.sample import words


@dataclass(frozen=True, slots=True)
class Career:
    """What somebody of this kind has done: fewest and most missions, and chances in percent."""

    weight: int
    sto: tuple[int, int]
    lto: tuple[int, int]
    courses: int
    regional: int
    crisis: int


CAREERS = {
    "veteran": Career(12, (3, 9), (0, 2), courses=70, regional=45, crisis=30),
    "experienced": Career(18, (1, 2), (0, 0), courses=40, regional=30, crisis=10),
    "regional_expert": Career(10, (0, 1), (0, 0), courses=20, regional=100, crisis=15),
    "crisis_worker": Career(5, (0, 1), (0, 0), courses=30, regional=35, crisis=100),
    "poll_worker": Career(20, (0, 0), (0, 0), courses=10, regional=12, crisis=2),
    "first_timer": Career(35, (0, 0), (0, 0), courses=5, regional=10, crisis=3),
}
ENGLISH = [(None, 3), ("B1", 12), ("B2", 32), ("C1", 38), ("C2", 15)]


def draw(rng: Random, weighted: list[tuple]):
    """One of (value, weight)."""
    return rng.choices([value for value, _weight in weighted], [weight for _value, weight in weighted])[0]


def chance(rng: Random, percent: int) -> bool:
    return rng.randrange(100) < percent


def make_career(rng: Random, candidate: Candidate, today: dt.date) -> Iterator[CvEntry]:
    """All lines of one person's CV, unsaved."""
    career = CAREERS[draw(rng, [(name, kind.weight) for name, kind in CAREERS.items()])]
    language = candidate.correspondence_language
    finished = candidate.birth_date.year + rng.randint(22, 25)
    abroad = rng.choice(list(words.REGIONAL_LANGUAGES)) if chance(rng, career.regional) else None
    yield from make_languages(rng, candidate, language, abroad)
    yield make_degree(rng, candidate, language, finished)
    yield from make_jobs(rng, candidate, language, finished, today, in_crisis=chance(rng, career.crisis))
    yield from make_missions(rng, candidate, career, finished, today)
    yield from make_trainings(rng, candidate, career, today)
    if abroad:
        country = rng.choice(words.REGIONAL_LANGUAGES[abroad])
        kind, months = rng.choice([(StayKind.STUDY, 5), (StayKind.WORK, 14), (StayKind.WORK, 7)])
        yield models.CountryExperience(candidate=candidate, country=country, kind=kind, months=months)


def make_languages(rng: Random, candidate: Candidate, language: str, abroad: str | None) -> Iterator[CvEntry]:
    own = {"fr": "fr", "nl": "nl", "de": "de", "en": rng.choice(["en", "fr", "nl"])}[language]
    yield models.LanguageSkill(candidate=candidate, language=own, is_mother_tongue=True)
    english = draw(rng, ENGLISH)
    others = {"fr": ["nl", "es"], "nl": ["fr", "de"], "de": ["fr", "nl"], "en": ["fr"]}[language]
    levels = {"en": english, rng.choice(others): rng.choice(list(CefrLevel)[1:5])}
    if abroad:
        levels[abroad] = rng.choice(["A2", "B1", "B2", "C1"])
    for code, level in levels.items():
        if level and code != own:
            skills = dict.fromkeys(("listening", "reading", "speaking", "writing"), level)
            yield models.LanguageSkill(candidate=candidate, language=code, **skills)


def make_degree(rng: Random, candidate: Candidate, language: str, finished: int) -> CvEntry:
    place = rng.randrange(3)
    title = words.DEGREES[language][place]
    is_bachelor = title.startswith("Bachel")
    return models.Education(
        candidate=candidate,
        level=EducationLevel.BACHELOR if is_bachelor else EducationLevel.MASTER,
        field=words.DEGREE_FIELDS[place],
        title=title,
        institution=rng.choice(words.UNIVERSITIES[language]),
        started_on=dt.date(finished - (3 if is_bachelor else 5), 9, 15),
        ended_on=dt.date(finished, 6, 30),
    )


def make_jobs(
    rng: Random, candidate: Candidate, language: str, finished: int, today: dt.date, *, in_crisis: bool
) -> Iterator[CvEntry]:
    """An earlier job, perhaps in a crisis, then the present one with its employer."""
    begun = min(dt.date(finished, 9, 1), today - dt.timedelta(days=400))
    change = begun + (today - begun) * rng.uniform(0.2, 0.8)
    field = rng.choice(list(words.FUNCTIONS))
    kind = draw(rng, words.EMPLOYERS)
    name = employer_name(rng, kind, language)
    yield models.Employer(candidate=candidate, kind=kind, name=name, started_on=change)
    posting = rng.choice(["UA", "BA", "GE"]) if in_crisis else "BE"
    yield models.Employment(
        candidate=candidate, country=posting, crisis_environment=in_crisis,
        title=words.FUNCTIONS[field][language], organisation=employer_name(rng, EmployerKind.OTHER, language),
        field=field, started_on=begun, ended_on=change - dt.timedelta(days=1),
    )  # fmt: skip
    if kind != EmployerKind.NONE:
        field = rng.choice([field, ExpertiseField.PUBLIC_ADMINISTRATION, ExpertiseField.OTHER])
        yield models.Employment(
            candidate=candidate, country="BE", title=words.FUNCTIONS[field][language], organisation=name,
            field=field, started_on=change,
        )  # fmt: skip


def employer_name(rng: Random, kind: str, language: str) -> str:
    if kind == EmployerKind.OTHER:
        towns = [f"{words.TOWN[language]} {city}" for city in words.CITIES[language]]
        return rng.choice([*words.UNIVERSITIES[language], *towns])
    if kind == EmployerKind.FEDERAL_OTHER:
        return rng.choice(words.FEDERAL[language])
    return "" if kind == EmployerKind.NONE else str(EmployerKind(kind).value).replace("_", " ").upper()


def make_missions(
    rng: Random, candidate: Candidate, career: Career, finished: int, today: dt.date
) -> Iterator[CvEntry]:
    roles = [ObserverRole.STO] * rng.randint(*career.sto) + [ObserverRole.LTO] * rng.randint(*career.lto)
    if not roles and chance(rng, 45):
        roles = [ObserverRole.DOMESTIC]
    earliest = min(max(finished, 2000), today.year - 1)
    for role in roles:
        is_abroad = role != ObserverRole.DOMESTIC
        year = rng.randint(earliest, today.year - 1)
        verified = dt.datetime(year + 1, 2, 1, 10, tzinfo=dt.UTC) if is_abroad and chance(rng, 60) else None
        yield models.ObservationExperience(
            candidate=candidate, role=role, year=year, verified_at=verified,
            country=rng.choice(words.OBSERVED) if is_abroad else "BE",
            organisation=rng.choice(["OSCE/ODIHR", "OSCE/ODIHR", "EU"]) if is_abroad else "Bureau de vote",
            for_belgium=is_abroad and chance(rng, 85),
        )  # fmt: skip


def make_trainings(rng: Random, candidate: Candidate, career: Career, today: dt.date) -> Iterator[CvEntry]:
    wished = [
        (TrainingKind.LTO_MODULES, career.courses // 2),
        (TrainingKind.BRIEFING_COURSE, career.courses),
        (TrainingKind.OBSERVER_COURSE, career.courses // 2),
        (TrainingKind.HEAT, career.crisis),
        (TrainingKind.FIRST_AID, 15),
    ]
    for kind, percent in wished:
        if chance(rng, percent):
            day = today - dt.timedelta(days=rng.randint(60, 3000))
            yield models.Training(candidate=candidate, kind=kind, completed_on=day)
