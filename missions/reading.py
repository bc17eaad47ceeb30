"""What a line of the reference data says, in the calendar's words; the line's own words are kept beside."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from missions.enums import (
    ASKS_FOR_LTO,
    ASKS_FOR_STO,
    DatePrecision,
    ElectionKind,
    MissionFormat,
    MissionStage,
)

KINDS = {
    frozenset({"presidential"}): ElectionKind.PRESIDENTIAL,
    frozenset({"parliamentary"}): ElectionKind.PARLIAMENTARY,
    frozenset({"presidential", "parliamentary"}): ElectionKind.PRESIDENTIAL_PARLIAMENTARY,
    frozenset({"presidential", "local"}): ElectionKind.PRESIDENTIAL_LOCAL,
    frozenset({"presidential", "referendum"}): ElectionKind.PRESIDENTIAL_REFERENDUM,
    frozenset({"parliamentary", "referendum"}): ElectionKind.PARLIAMENTARY_REFERENDUM,
    frozenset({"general"}): ElectionKind.GENERAL,
    frozenset({"local"}): ElectionKind.LOCAL,
    frozenset({"federal"}): ElectionKind.FEDERAL,
    frozenset({"provincial"}): ElectionKind.PROVINCIAL,
    frozenset({"mid-term"}): ElectionKind.MIDTERM,
    frozenset({"referendum"}): ElectionKind.REFERENDUM,
}
WORDS = {
    "presidential": "presidential", "parliamentary": "parliamentary", "duma": "parliamentary",
    "bundestag": "federal", "federal": "federal", "local": "local", "general": "general",
    "provincial": "provincial", "mid-term": "mid-term", "referendum": "referendum",
}  # fmt: skip
FORMATS = {code.lower(): MissionFormat(code) for code in MissionFormat.values}


@dataclass(frozen=True, slots=True)
class ElectionDate:
    """A date as a source gives it: to the day, a month, a latest moment, or nothing."""

    day: dt.date | None
    precision: DatePrecision
    period_ends_on: dt.date | None


def read_kind(text: str) -> ElectionKind:
    """``early presidential + parliamentary`` → both; the parts in any order and form."""
    return KINDS.get(frozenset(kinds_named(text)), ElectionKind.OTHER)


def kinds_named(text: str) -> set[str]:
    """The words for elections in a text, each in the one form that ``KINDS`` knows."""
    return {WORDS[word] for word in re.findall(r"[a-z-]+", text.lower()) if word in WORDS}


def read_date(text: str, precision: str) -> ElectionDate:
    """A date, a month or a year; a year alone is known no better than "at the latest in December"."""
    if not text:
        return ElectionDate(None, DatePrecision.UNKNOWN, None)
    year, month, day = (*(int(part) for part in text.split("-")), 0, 0)[:3]
    if precision == DatePrecision.DAY:
        return ElectionDate(dt.date.fromisoformat(text), DatePrecision.DAY, None)
    last_month = month or 12
    month_end = dt.date(year, last_month, calendar.monthrange(year, last_month)[1])
    latest = month_end.replace(day=day or month_end.day)
    if month and precision == DatePrecision.MONTH:
        return ElectionDate(None, DatePrecision.MONTH, month_end)
    return ElectionDate(None, DatePrecision.LATEST, latest)


def read_format(text: str) -> tuple[MissionFormat, bool]:
    """The format, and whether it was reduced. ``EOM likely`` is an EOM, to be confirmed.

    Several possible formats give the first where all ask States for the same people, else none;
    a recommended mission is not yet one.
    """
    formats = formats_named(text)
    if "recommended" in text.lower() or not formats:
        return MissionFormat.UNKNOWN, False
    if "reduced to" in text.lower():
        return formats[-1], True
    asked = {(code in ASKS_FOR_STO, code in ASKS_FOR_LTO) for code in formats}
    return (formats[0] if len(asked) == 1 else MissionFormat.UNKNOWN), False


def formats_named(text: str) -> list[MissionFormat]:
    """The formats in a text, in its order, in small or capital letters."""
    return [FORMATS[word] for word in re.findall(r"[a-z]+", text.lower()) if word in FORMATS]


def read_stage(date: ElectionDate, reduced: bool, today: dt.date) -> MissionStage:
    """Done once the last possible day is over; reduced formats say so for good."""
    if reduced:
        return MissionStage.DOWNGRADED
    end = date.day or date.period_ends_on
    return MissionStage.DONE if end is not None and end < today else MissionStage.EXPECTED


def make_reference(iso2: str, date_text: str, kind: ElectionKind) -> str:
    """Country, year and month as found (or the year, or ``undated``), kind: ``KG-2027-01-presidential``."""
    return f"{iso2}-{date_text[:7] or 'undated'}-{kind.replace('_', '-')}"


def read_mission(row: dict[str, str], *, sourced: bool, today: dt.date) -> dict[str, Any]:
    """The columns of a Mission, but for its State (``iso2``)."""
    date = read_date(row["election_date"], row.get("date_precision", DatePrecision.DAY))
    kind = read_kind(row["election"])
    mission_format, reduced = read_format(row["mission_type"])
    return {
        "reference": make_reference(row["iso2"], row["election_date"], kind),
        "iso2": row["iso2"],
        "election": kind.value,
        "is_early": row["election"].startswith("early "),
        "election_as_found": row["election"],
        "election_day": date.day,
        "date_precision": date.precision.value,
        "period_ends_on": date.period_ends_on,
        "date_as_found": row["election_date"],
        "format": mission_format.value,
        "format_as_found": row["mission_type"],
        "stage": read_stage(date, reduced, today).value,
        "is_confirmed": sourced,
        "source": row["source"] if sourced else "",
        "note_en": row["note"],
        "observers_requested": read_number(row["sto_requested"]),
        "long_term_requested": read_number(row["lto_requested"]),
        "opened_on": read_day(row.get("opened_on")),
        "long_term_from": read_day(row.get("lto_field_from")),
        "row_as_found": dict(row),
    }


def read_day(text: str | None) -> dt.date | None:
    """A day as the data writes it; None for an empty field, or a column that a file has not."""
    return dt.date.fromisoformat(text) if text else None


def read_number(text: str) -> int | None:
    """A plain number; None for an empty field or one in words."""
    return int(text) if text.isdigit() else None
