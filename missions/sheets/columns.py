"""The columns of a sheet of missions: those of both reference files, and those that this portal adds."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from osce_portal.sheets.cells import day, one_line
from osce_portal.sheets.columns import Column

WORDS = "words"  # of the source, which the portal keeps as they stand
DAY = "day"
NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Known:
    """One column: what it means, the fields of a mission that it feeds, and how its cells are read."""

    code: str
    label: Any
    fields: tuple[str, ...] = ()
    reading: str = WORDS
    aliases: tuple[str, ...] = ()
    is_required: bool = False


DATE_FIELDS = ("election_day", "date_precision", "period_ends_on", "date_as_found")
KNOWN = (
    Known("reference", _("reference")),
    Known("country", _("country"), aliases=("pays", "land")),
    Known("iso2", _("ISO code"), is_required=True, aliases=("iso",)),
    Known("election", _("election"), ("election", "is_early", "election_as_found"), is_required=True),
    Known("election_date", _("election day"), DATE_FIELDS, is_required=True),
    Known("date_precision", _("how exact the date is"), DATE_FIELDS),
    Known("voting_ends_on", _("last day of the vote"), ("voting_ends_on",), DAY),
    Known("second_round_on", _("day of the second round"), ("second_round_on",), DAY),
    Known("mission_type", _("format"), ("format", "format_as_found"), is_required=True),
    Known("nam_dates", _("days of the needs assessment mission")),
    Known("opened_on", _("mission opened on"), ("opened_on",), DAY),
    Known("head_of_mission", _("head of mission")),
    Known("core_team", _("core team")),
    Known("lto_requested", _("LTOs requested by ODIHR"), ("long_term_requested",), NUMBER),
    Known("lto_deployed", _("LTOs in the field")),
    Known("lto_due_on", _("ODIHR's date for naming LTOs"), ("long_term_due_on",), DAY),
    Known("lto_field_from", _("LTOs in the field from"), ("long_term_from",), DAY),
    Known("sto_requested", _("STOs requested by ODIHR"), ("observers_requested",), NUMBER),
    Known("sto_deployed", _("STOs in the field")),
    Known("sto_field_from", _("STOs in the field from"), ("short_term_from",), DAY),
    Known("sto_field_to", _("STOs in the field until"), ("short_term_to",), DAY),
    Known("share_percent", _("Belgium's share, at most (%)"), ("share_percent",), NUMBER),
    Known("odihr_total_deployed", _("observers of ODIHR in all")),
    Known("ieom_total", _("observers of all organisations")),
    Known("period", _("period")),
    Known("confidence", _("confidence")),
    Known("note", _("note (English)"), ("note_en",)),
    Known("note_fr", _("note (French)"), ("note_fr",)),
    Known("note_nl", _("note (Dutch)"), ("note_nl",)),
    Known("note_de", _("note (German)"), ("note_de",)),
    Known("source", _("source"), ("source", "is_confirmed")),
)
BY_CODE = {known.code: known for known in KNOWN}
LONGEST = {"reference": 60, "iso2": 2, "election": 150, "election_date": 30, "mission_type": 60}
DATES = tuple(known.code for known in KNOWN if known.reading == DAY)
NUMBERS = tuple(known.code for known in KNOWN if known.reading == NUMBER)


def _as_it_stands(text: str) -> str:
    return text


def _iso_day(text: str) -> str:
    return day(text).isoformat()


def _reader(known: Known) -> Any:
    """Days are kept in one way of writing, everything else as it is written."""
    if known.reading == DAY:
        return _iso_day
    return one_line(LONGEST[known.code]) if known.code in LONGEST else _as_it_stands


COLUMNS = tuple(Column(known.code, _reader(known), known.aliases, known.is_required) for known in KNOWN)


def label_of(code: str) -> str:
    """What a column is called in the language of the page."""
    return str(BY_CODE[code].label)


def describe(codes: list[str]) -> str:
    """Headings as they have to be written, with what they mean: ``iso2 (ISO code)``."""
    return ", ".join(f"{code} ({label_of(code)})" for code in codes)
