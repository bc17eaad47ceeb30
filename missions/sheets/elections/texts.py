"""What the words of a source say in a mission's fields, and a mission's fields in words that say the same."""

import re
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from missions.enums import DatePrecision, ElectionKind, MissionFormat
from missions.models import Mission
from missions.reading import KINDS, WORDS, formats_named, kinds_named, read_date, read_format, read_kind
from missions.sheets.columns import Others, Texts, Values
from osce_portal.sheets.cells import BELGIAN_DAY, day
from osce_portal.sheets.errors import CellRefused

UNVERIFIED = "unverified"
EARLY = "early "
AND = re.compile(r"[+/]")
NOT_STATED = "not stated"  # by the source
YEARS = range(1990, 2101)
PARTLY_KNOWN = re.compile(r"\d{4}(-\d{2})?")
AS_FOUND = frozenset({"election_as_found", "date_as_found", "format_as_found"})
WORDS_OF_KINDS = {kind: " + ".join(sorted(parts)) for parts, kind in KINDS.items()}
ELECTION_WORDS = ", ".join([*dict.fromkeys(WORDS.values()), ElectionKind.OTHER.value])
FORMAT_CODES = ", ".join(MissionFormat.values)
NO_OTHERS: Others = {}


def read_election(texts: Texts, others: Others) -> Values:
    """One election, or several with ``+`` between; each has to be known by one of its words."""
    text = texts["election"]
    is_early = text.lower().startswith(EARLY)
    kind = read_kind(text)
    is_other = text.lower().removeprefix(EARLY) == ElectionKind.OTHER
    if not is_other and (kind == ElectionKind.OTHER or not all(map(kinds_named, AND.split(text)))):
        raise CellRefused(
            _("Please write one of these, or two with + between: %(words)s; “early” before it where it is."),
            words=ELECTION_WORDS,
        )
    return {"election": kind.value, "is_early": is_early, "election_as_found": text}


def read_election_date(texts: Texts, others: Others) -> Values:
    """A day, a month or a year; how exact it is follows from its form where no column says it."""
    text, precision = texts["election_date"], texts.get("date_precision", "").lower()
    if precision not in {"", *DatePrecision.values}:
        raise CellRefused(_("Please write day, month, latest or unknown, or leave the cell empty."))
    if not precision:
        precision = DatePrecision.DAY
        if PARTLY_KNOWN.fullmatch(text):
            precision = DatePrecision.MONTH if "-" in text else DatePrecision.LATEST
    try:
        date = read_date(text, precision)
    except ValueError as error:
        raise CellRefused(
            _("This is no date. Please write the day (2027-05-09), the month (2027-05) or the year.")
        ) from error
    known = date.day or date.period_ends_on
    if known is not None and known.year not in YEARS:
        raise CellRefused(_("Please check the year."))
    return {
        "election_day": date.day,
        "date_precision": date.precision.value,
        "period_ends_on": date.period_ends_on,
        "date_as_found": text,
    }


def plain_date(text: str) -> str:
    """A day in Belgian order as others write it; a month or a year as it stands."""
    return day(text).isoformat() if BELGIAN_DAY.fullmatch(text) else text


def read_mission_type(texts: Texts, others: Others) -> Values:
    text = texts["mission_type"]
    if text.lower() not in {"", NOT_STATED} and not formats_named(text):
        raise CellRefused(_("Please write one of these: %(codes)s."), codes=FORMAT_CODES)
    return {"format": read_format(text)[0].value, "format_as_found": text}


def read_source(texts: Texts, others: Others) -> Values:
    """An entry without a source is one to be confirmed."""
    source = "" if texts["source"].lower() == UNVERIFIED else texts["source"]
    return {"source": source, "is_confirmed": bool(source)}


def kept(code: str) -> Callable[[Mission], str]:
    """What the row said, of a column that the portal keeps in the row alone."""
    return lambda mission: mission.row_as_found.get(code, "")


def as_written(
    code: str, read: Callable[[Texts, Others], Values], plain: Callable[[Mission], str]
) -> Callable[[Mission], str]:
    """The row's own words where they still say what the mission says, else plain ones."""

    def words(mission: Mission) -> str:
        written = mission.row_as_found
        if code not in written:
            return plain(mission)
        try:
            meant = read(written, NO_OTHERS)
        except (CellRefused, KeyError):
            return plain(mission)
        stands = all(
            _same(value, getattr(mission, name)) for name, value in meant.items() if name not in AS_FOUND
        )
        return written[code] if stands else plain(mission)

    return words


def _same(said: Any, current: Any) -> bool:
    return said == current or (not said and not current)


def country_words(mission: Mission) -> str:
    """As the row calls it, else in English."""
    return mission.row_as_found.get("country") or mission.state.name_en or mission.state.name  # type: ignore[attr-defined]


def election_words(mission: Mission) -> str:
    kind = ElectionKind(mission.election)
    return f"{EARLY if mission.is_early else ''}{WORDS_OF_KINDS.get(kind, kind.value)}"


def date_words(mission: Mission) -> str:
    if mission.election_day is not None:
        return mission.election_day.isoformat()
    if mission.period_ends_on is None:
        return ""
    is_month = mission.date_precision == DatePrecision.MONTH
    return mission.period_ends_on.isoformat()[: 7 if is_month else 10]


def precision_words(mission: Mission) -> str:
    return DatePrecision(mission.date_precision).value


def format_words(mission: Mission) -> str:
    return MissionFormat(mission.format).value


def source_words(mission: Mission) -> str:
    return mission.source if mission.is_confirmed else UNVERIFIED
