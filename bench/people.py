"""A hundred thousand people with their CVs, the same on every run, written as fast as the database allows.

Names, languages, missions and words are spread as among real people: a few are everybody's, most are rare.
"""

import datetime as dt
import os
import random
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from django.db import connection, connections
from django.utils import timezone
from faker.providers.lorem.de_DE import Provider as GermanWords
from faker.providers.lorem.en_US import Provider as EnglishWords
from faker.providers.lorem.fr_FR import Provider as FrenchWords
from faker.providers.lorem.nl_BE import Provider as DutchWords
from faker.providers.person.fr_BE import Provider as FrenchNames
from faker.providers.person.nl_BE import Provider as DutchNames

from bench.copying import copy_rows
from candidates import models as cv
from candidates.services import refresh_search
from osce_portal.accounts.models import User

PEOPLE = 100_000
WRITTEN_AT_ONCE = 1_000
FIRST_ACCOUNT = 1_000  # below it there is room for those of staff
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
    "search_by_words": ("candidates_searchtext", "vector"),
    "search_by_facts": ("candidates_stated", "vector"),
}
TODAY = timezone.localdate()
Rows = Iterator[dict[str, Any]]


def fill_people(count: int = PEOPLE) -> None:
    """Everybody, their lines and what the search reads of them."""
    draw, keys = random.Random(1), range(1, count + 1)
    copy_rows(User, (_account(key) for key in keys if _has_account(key)))
    copy_rows(cv.Candidate, (_person(key, draw) for key in keys))
    for model, lines in LINES.items():
        copy_rows(model, ({"candidate_id": key, **line} for key in keys for line in lines(draw)))
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


def _has_account(key: int) -> bool:
    """Seven of ten; the others were imported or recorded by staff, and a few of them told of themselves."""
    return key % 10 < 7


def _account(key: int) -> dict[str, Any]:
    return {"id": FIRST_ACCOUNT + key, "email": f"account.{key}@example.org", "password": "!"}


def _link_sent(key: int, draw: random.Random) -> dt.datetime | None:
    """When the link to a file without an account went out; one of three was not sent yet."""
    is_sent = not _has_account(key) and draw.random() < 0.67
    return timezone.now() - dt.timedelta(days=draw.randrange(1, 90)) if is_sent else None


def _person(key: int, draw: random.Random) -> dict[str, Any]:
    language = draw.choices(["fr", "nl", "de", "en"], [40, 52, 2, 6])[0]
    first_names, last_names = NAMES["fr" if language == "fr" else "nl"]
    first, last = draw.choice(first_names), draw.choice(last_names)
    return {
        "id": key,
        "user_id": FIRST_ACCOUNT + key if _has_account(key) else None,
        "first_name": first,
        "last_name": last,
        "email": f"{first}.{last}.{key}@example.org".lower().replace(" ", ""),
        "phone": f"+324{draw.choice('789')}{draw.randrange(10**7):07d}",
        "birth_date": dt.date(1955, 1, 1) + dt.timedelta(days=draw.randrange(18_000)),
        "city": draw.choice(last_names),
        "country": "BE",
        "nationalities": draw.choices(["BE", "FR", "BE,FR", "NL"], [90, 4, 4, 2])[0],
        "gender": draw.choices(["F", "M", "X", ""], [44, 52, 1, 3])[0],
        "language_group": {"fr": "FR", "nl": "NL"}.get(language, ""),
        "correspondence_language": language,
        "registered_at": timezone.now() if _has_account(key) or draw.random() < 0.3 else None,
        "claim_sent_at": _link_sent(key, draw),
        "updated_at": timezone.now(),
    }


def _employers(draw: random.Random) -> Rows:
    for _ in range(draw.choice([0, 1, 1, 1, 2])):
        started_on = TODAY - dt.timedelta(days=draw.randrange(9000))
        yield {
            "kind": draw.choices(KINDS, [70, 10, 8, 6, 4, 2])[0], "name": _said(draw, 2),
            "started_on": started_on if draw.random() < 0.9 else None,
            "ended_on": started_on + dt.timedelta(days=draw.randrange(4000)) if draw.random() < 0.5 else None,
        }  # fmt: skip


def _languages(draw: random.Random) -> Rows:
    spoken = dict.fromkeys(draw.choices(LANGUAGES, [90, 70, 70, 20, 12, 10, 4, 4, 3, 2, 1, 1], k=4))
    for number, language in enumerate(spoken):
        level = draw.choice(LEVELS)
        parts = dict.fromkeys(("listening", "reading", "speaking", "writing"), level)
        yield {"language": language, "is_mother_tongue": number == 0, **parts}


def _educations(draw: random.Random) -> Rows:
    for _ in range(draw.choice([1, 1, 2])):
        level, field = draw.choice(["bachelor", "master", "doctorate"]), draw.choice(FIELDS)
        subject, school = draw.choices(
            [("", ""), ("Rule of law", ""), ("Kremlinologie", "Bishkek")], [9_890, 100, 10]
        )[0]
        title, institution = f"{subject} {_said(draw, 4)}", f"{_said(draw, 3)} {school}"
        yield {"level": level, "field": field, "title": title, "institution": institution}


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
            "country": _rare(draw, COUNTRIES[2:]), "year": draw.randrange(2000, TODAY.year + 1),
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
        invited_on = listed_on + dt.timedelta(days=60) if draw.random() < 0.7 else None
        yield {
            "selor_reference": f"ANG{draw.randrange(20_000, 26_000)}", "listed_on": listed_on,
            "valid_until": listed_on + dt.timedelta(days=1_000), "invited_on": invited_on,
            "trained_on": invited_on and invited_on + dt.timedelta(days=30),
        }  # fmt: skip


LINES = {
    cv.Employer: _employers, cv.LanguageSkill: _languages, cv.Education: _educations,
    cv.Employment: _employments, cv.ObservationExperience: _observations, cv.CountryExperience: _stays,
    cv.Training: _trainings, cv.Unavailability: _absences, cv.PoolMembership: _places,
}  # fmt: skip
