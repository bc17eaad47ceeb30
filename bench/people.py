"""A hundred thousand people with their CVs, the same on every run, written as fast as the database allows.

Names, languages, missions and words are spread as among real people: a few are everybody's, most are rare.
"""

import datetime as dt
import io
import os
import random
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from django.db import connection, connections, models
from django.utils import timezone
from faker.providers.lorem.de_DE import Provider as GermanWords
from faker.providers.lorem.en_US import Provider as EnglishWords
from faker.providers.lorem.fr_FR import Provider as FrenchWords
from faker.providers.lorem.nl_BE import Provider as DutchWords
from faker.providers.person.fr_BE import Provider as FrenchNames
from faker.providers.person.nl_BE import Provider as DutchNames

from candidates import models as cv
from candidates.services import refresh_search

PEOPLE = 100_000
AT_ONCE, WRITTEN_AT_ONCE = 20_000, 1_000
NAMES = {
    "fr": (tuple(FrenchNames.first_names), tuple(FrenchNames.last_names)),
    "nl": (tuple(DutchNames.first_names), tuple(DutchNames.last_names)),
}
WORDS = {
    "fr": tuple(FrenchWords.word_list), "nl": tuple(DutchWords.word_list),
    "de": tuple(GermanWords.word_list), "en": tuple(EnglishWords.word_list),
}  # fmt: skip
LANGUAGES = ("en", "fr", "nl", "de", "ru", "es", "uk", "ro", "ar", "sr", "ka", "ky")
COUNTRIES = ("BE", "FR", "UA", "GE", "MD", "KG", "RS", "BA", "AL", "AM", "UZ", "TJ", "US", "KZ", "MK", "ME")
LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")
FIELDS = ("law", "human_rights", "democracy", "media", "security", "other")
KINDS = ("other", "none", "fps_fa", "federal_police", "fps_justice", "customs")
VECTORS = {
    "search_by_words": ("candidates_searchtext", "word_vector"),
    "search_by_stems": ("candidates_searchtext", "stem_vector"),
    "search_by_facts": ("candidates_stated", "vector"),
}
TODAY = dt.date(2026, 11, 1)
Rows = Iterator[dict[str, Any]]


def fill_people(count: int = PEOPLE) -> None:
    """Everybody, their lines and what the search reads of them."""
    draw, keys = random.Random(1), range(1, count + 1)
    _copy(cv.Candidate, (_person(key, draw) for key in keys))
    for model, lines in LINES.items():
        _copy(model, ({"candidate_id": key, **line} for key in keys for line in lines(draw)))
    _fill_search(count)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _fill_search(count: int) -> None:
    """What the portal itself writes, on every core; the indexes are built afterwards, at once."""
    with connection.cursor() as cursor:
        for name in VECTORS:
            cursor.execute(f"DROP INDEX {name}")
    connections.close_all()
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("fork")) as pool:
        list(pool.map(_write_search, range(1, count + 1, WRITTEN_AT_ONCE)))
    with connection.cursor() as cursor:
        for name, (table, vector) in VECTORS.items():
            cursor.execute(f"CREATE INDEX {name} ON {table} USING gin ({vector})")


def _write_search(first: int) -> None:
    refresh_search(list(cv.Candidate.objects.filter(pk__range=(first, first + WRITTEN_AT_ONCE - 1))))


def _rare(draw: random.Random, choices: tuple[str, ...]) -> str:
    """The first ones often, the last ones hardly ever."""
    return choices[min(int(draw.paretovariate(0.9)) - 1, len(choices) - 1)]


def _said(draw: random.Random, count: int) -> str:
    words = WORDS[draw.choices(list(WORDS), [35, 35, 5, 25])[0]]
    return " ".join([_rare(draw, words), *draw.choices(words, k=count - 1)])


def _person(key: int, draw: random.Random) -> dict[str, Any]:
    language = draw.choices(["fr", "nl", "de", "en"], [40, 52, 2, 6])[0]
    first_names, last_names = NAMES["fr" if language == "fr" else "nl"]
    first, last = draw.choice(first_names), draw.choice(last_names)
    return {
        "id": key,
        "first_name": first,
        "last_name": last,
        "email": f"{first}.{last}.{key}@example.org".lower().replace(" ", ""),
        "phone": f"+324{draw.randrange(10**8):08d}",
        "birth_date": dt.date(1955, 1, 1) + dt.timedelta(days=draw.randrange(18_000)),
        "city": draw.choice(last_names),
        "country": "BE",
        "nationalities": draw.choices(["BE", "FR", "BE,FR", "NL"], [90, 4, 4, 2])[0],
        "gender": draw.choices(["F", "M", "X", ""], [44, 52, 1, 3])[0],
        "language_group": {"fr": "FR", "nl": "NL"}.get(language, ""),
        "correspondence_language": language,
        "registered_at": timezone.now() if draw.random() < 0.8 else None,
        "updated_at": timezone.now(),
    }


def _employers(draw: random.Random) -> Rows:
    for _ in range(draw.choice([0, 1, 1, 1, 2])):
        yield {"kind": draw.choices(KINDS, [70, 10, 8, 6, 4, 2])[0], "name": _said(draw, 2)}


def _languages(draw: random.Random) -> Rows:
    spoken = dict.fromkeys(draw.choices(LANGUAGES, [90, 70, 70, 20, 12, 10, 4, 4, 3, 2, 1, 1], k=4))
    for number, language in enumerate(spoken):
        level = draw.choice(LEVELS)
        parts = dict.fromkeys(("listening", "reading", "speaking", "writing"), level)
        yield {"language": language, "is_mother_tongue": number == 0, **parts}


def _educations(draw: random.Random) -> Rows:
    for _ in range(draw.choice([1, 1, 2])):
        level, field = draw.choice(["bachelor", "master", "doctorate"]), draw.choice(FIELDS)
        yield {"level": level, "field": field, "title": _said(draw, 4), "institution": _said(draw, 3)}


def _employments(draw: random.Random) -> Rows:
    for _ in range(draw.choice([0, 1, 2, 3])):
        started_on = TODAY - dt.timedelta(days=draw.randrange(300, 9000))
        yield {
            "title": _said(draw, 3), "organisation": _said(draw, 2), "country": _rare(draw, COUNTRIES),
            "field": draw.choice(FIELDS), "started_on": started_on, "description": _said(draw, 15),
            "ended_on": started_on + dt.timedelta(days=draw.randrange(300)) if draw.random() < 0.7 else None,
            "crisis_environment": draw.random() < 0.05,
        }  # fmt: skip


def _observations(draw: random.Random) -> Rows:
    for _ in range(min(int(draw.paretovariate(1.1)) - 1, 12)):
        yield {
            "role": draw.choices(["sto", "lto", "domestic", "core_team"], [70, 15, 13, 2])[0],
            "country": _rare(draw, COUNTRIES[2:]), "year": draw.randrange(2000, 2027),
            "election": _said(draw, 3), "for_belgium": draw.random() < 0.6,
        }  # fmt: skip


def _stays(draw: random.Random) -> Rows:
    for _ in range(draw.choice([0, 0, 1, 2])):
        kind, months = draw.choice(["work", "study", "short_stay"]), draw.randrange(1, 60)
        yield {"country": _rare(draw, COUNTRIES[1:]), "kind": kind, "months": months}


def _trainings(draw: random.Random) -> Rows:
    for _ in range(draw.choice([0, 0, 1])):
        kind = _rare(draw, ("first_aid", "observer_course", "heat", "bgt", "lto_modules"))
        yield {"kind": kind, "title": _said(draw, 3), "completed_on": TODAY}


def _absences(draw: random.Random) -> Rows:
    if draw.random() < 0.2:
        started_on = TODAY + dt.timedelta(days=draw.randrange(400))
        yield {"started_on": started_on, "ended_on": started_on + dt.timedelta(days=20)}


def _places(draw: random.Random) -> Rows:
    if draw.random() < 0.01:
        listed_on = TODAY - dt.timedelta(days=draw.randrange(900))
        yield {"selor_reference": "X", "listed_on": listed_on, "valid_until": listed_on.replace(year=2028)}


LINES = {
    cv.Employer: _employers, cv.LanguageSkill: _languages, cv.Education: _educations,
    cv.Employment: _employments, cv.ObservationExperience: _observations, cv.CountryExperience: _stays,
    cv.Training: _trainings, cv.Unavailability: _absences, cv.PoolMembership: _places,
}  # fmt: skip


def _copy(model: type[models.Model], rows: Iterable[dict[str, Any]]) -> None:
    """Write rows with COPY; columns that they do not name get the model's default."""
    columns: list[Any] = list(model._meta.concrete_fields)
    names, text = [column.column for column in columns], io.StringIO()
    given = [(one.attname, None if one.name == "public_id" else one.get_default()) for one in columns]
    for number, row in enumerate(rows, start=1):
        row = {"id": number, "public_id": f"{number:022}", **row}
        text.write("\t".join([_cell(row.get(name, default)) for name, default in given]) + "\n")
        if number % AT_ONCE == 0:
            _send(model, names, text)
    _send(model, names, text)


def _send(model: type[models.Model], names: list[str], text: io.StringIO) -> None:
    text.seek(0)
    with connection.cursor() as cursor:
        cursor.copy_from(text, model._meta.db_table, columns=names)
    text.seek(0)
    text.truncate()


def _cell(value: Any) -> str:
    return r"\N" if value is None else str(value)
