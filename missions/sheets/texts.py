"""What the texts of a row say in a mission's fields, and a mission's fields as texts that say the same."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from missions.enums import DatePrecision, ElectionKind, MissionFormat
from missions.models import Mission
from missions.reading import KINDS, read_date, read_format, read_kind
from missions.sheets.columns import BY_CODE, DATES, NUMBERS
from osce_portal.sheets.cells import BELGIAN_DAY, day
from osce_portal.sheets.errors import CellRefused

UNVERIFIED = "unverified"
EARLY = "early "
YEARS = range(1990, 2101)
WHOLE_NUMBER = re.compile(r"\d{1,6}")
PARTLY_KNOWN = re.compile(r"\d{4}(-\d{2})?")
AS_FOUND = frozenset({"election_as_found", "date_as_found", "format_as_found"})
WORDS_OF_KINDS = {kind: " + ".join(sorted(parts)) for parts, kind in KINDS.items()}
Values = dict[str, Any]


def _election(texts: dict[str, str]) -> Values:
    text = texts["election"]
    is_early = text.lower().startswith(EARLY)
    return {"election": read_kind(text).value, "is_early": is_early, "election_as_found": text}


def _date(texts: dict[str, str]) -> Values:
    """A day, a month or a year; how exact it is follows from its form where no column says it."""
    text, precision = plain_date(texts["election_date"]), texts.get("date_precision", "").lower()
    if precision not in {"", *DatePrecision.values}:
        raise CellRefused(_("Please write day, month, latest or unknown, or leave the cell empty."))
    is_exact = precision == DatePrecision.DAY or (not precision and bool(text))
    if is_exact and PARTLY_KNOWN.fullmatch(text) and not precision:
        precision = DatePrecision.MONTH if "-" in text else DatePrecision.LATEST
    elif not precision:
        precision = DatePrecision.DAY
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


def _format(texts: dict[str, str]) -> Values:
    return {"format": read_format(texts["mission_type"])[0].value, "format_as_found": texts["mission_type"]}


def _source(texts: dict[str, str]) -> Values:
    """An entry without a source is one to be confirmed."""
    source = "" if texts["source"].lower() == UNVERIFIED else texts["source"]
    return {"source": source, "is_confirmed": bool(source)}


def _one_day(code: str) -> Callable[[dict[str, str]], Values]:
    (name,) = BY_CODE[code].fields
    return lambda texts: {name: dt.date.fromisoformat(texts[code]) if texts[code] else None}


def _number(code: str) -> Callable[[dict[str, str]], Values]:
    (name,) = BY_CODE[code].fields

    def read(texts: dict[str, str]) -> Values:
        if texts[code] and not WHOLE_NUMBER.fullmatch(texts[code]):
            raise CellRefused(_("Please write a whole number, or leave the cell empty."))
        return {name: int(texts[code]) if texts[code] else None}

    return read


def _note(code: str) -> Callable[[dict[str, str]], Values]:
    (name,) = BY_CODE[code].fields
    return lambda texts: {name: texts[code] or ("" if name == "note_en" else None)}


READERS: dict[str, Callable[[dict[str, str]], Values]] = {
    "election": _election,
    "election_date": _date,
    "mission_type": _format,
    "source": _source,
    **{code: _one_day(code) for code in DATES},
    **{code: _number(code) for code in NUMBERS},
    **{code: _note(code) for code in BY_CODE if code.startswith("note")},
}


def read_texts(texts: dict[str, str]) -> tuple[Values, dict[str, CellRefused]]:
    """The fields that these columns feed, and what cannot be meant, by its column."""
    values: Values = {}
    faults = {}
    for code, read in READERS.items():
        if code not in texts:
            continue
        try:
            values |= read(texts)
        except CellRefused as error:
            faults[code] = error
    return values, faults


def texts_of(mission: Mission) -> dict[str, str]:
    """A mission's row: as it was written where that still says what the mission says, else in plain words."""
    written = mission.row_as_found
    said, _faults = read_texts(written)
    texts = {}
    for code, known in BY_CODE.items():
        told = [name for name in known.fields if name not in AS_FOUND]
        stands = all(name in said and _same(said[name], getattr(mission, name)) for name in told)
        texts[code] = written[code] if code in written and stands else _in_plain_words(mission, code)
    return texts


def _same(said: Any, current: Any) -> bool:
    return said == current or (not said and not current and said != 0 and current != 0)


def _in_plain_words(mission: Mission, code: str) -> str:
    if code in PLAIN_WORDS:
        return PLAIN_WORDS[code](mission)
    known = BY_CODE[code]
    if not known.fields:  # the portal keeps it in the row alone
        return ""
    value = getattr(mission, known.fields[0])
    return "" if value is None else str(value)


def _election_words(mission: Mission) -> str:
    kind = ElectionKind(mission.election)
    return f"{EARLY if mission.is_early else ''}{WORDS_OF_KINDS.get(kind, kind.value)}"


def _date_words(mission: Mission) -> str:
    if mission.election_day is not None:
        return mission.election_day.isoformat()
    if mission.period_ends_on is None:
        return ""
    is_month = mission.date_precision == DatePrecision.MONTH
    return mission.period_ends_on.isoformat()[: 7 if is_month else 10]


def _format_words(mission: Mission) -> str:
    return MissionFormat(mission.format).value


PLAIN_WORDS: dict[str, Callable[[Mission], str]] = {
    "reference": lambda mission: mission.reference,
    "country": lambda mission: mission.state.name_en or mission.state.name,  # type: ignore[attr-defined]
    "iso2": lambda mission: mission.state.iso2,
    "election": _election_words,
    "election_date": _date_words,
    "date_precision": lambda mission: DatePrecision(mission.date_precision).value,
    "mission_type": _format_words,
    "source": lambda mission: mission.source if mission.is_confirmed else UNVERIFIED,
}
