"""The columns of a sheet of missions: those of both reference files, and those that this portal adds."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from missions.enums import DatePrecision
from missions.models import Mission, ParticipatingState
from missions.sheets.columns import Known
from missions.sheets.elections import texts
from missions.sheets.ways import DAY, NUMBER, TWO_LETTERS, column, in_languages, other
from osce_portal.sheets.cells import one_line

DATE_FIELDS = ("election_day", "date_precision", "period_ends_on", "date_as_found")


def states_by_code(codes: Iterable[str]) -> dict[str, Any]:
    """Participating States by their ISO code."""
    return {state.iso2: state for state in ParticipatingState.objects.filter(iso2__in=codes)}


def _short(longest: int, then: Callable[[str], str] = str) -> Callable[[str], str]:
    """A cleaner of short texts."""
    check = one_line(longest)
    return lambda text: then(check(text))


def _kept(code: str, label: Any) -> Known:
    """A column of the source that feeds no field: the portal keeps it in the row."""
    return Known(code, label, texts.kept(code))


KNOWN = (
    Known("reference", _("reference"), lambda mission: mission.reference, clean=_short(60)),
    Known("country", _("country"), texts.country_words, aliases=("pays", "land")),
    other(
        Mission, "state", states_by_code, lambda state: state.iso2,
        code="iso2", label=_("ISO code"), clean=_short(2, str.upper), is_required=True, aliases=("iso",),
        form=TWO_LETTERS,
        unknown=_("This is the code of no participating State."),
    ),
    Known(
        "election", _("election"),
        texts.as_written("election", texts.read_election, texts.election_words),
        ("election", "is_early", "election_as_found"), _short(150), texts.read_election,
        is_required=True, must_say=True,
        form=format_lazy(
            _("one of these, or two with + between, “early” before it where it is: {words}"),
            words=texts.ELECTION_WORDS,
        ),
    ),
    Known(
        "election_date", _("election day"),
        texts.as_written("election_date", texts.read_election_date, texts.date_words),
        DATE_FIELDS, _short(30, texts.plain_date), texts.read_election_date, is_required=True,
        form=_("the day (2027-05-09), the month (2027-05) or the year; empty while it is not known"),
    ),
    Known(
        "date_precision", _("how exact the date is"),
        texts.as_written("date_precision", texts.read_election_date, texts.precision_words), DATE_FIELDS,
        form=", ".join(DatePrecision.values),
    ),
    column(Mission, "voting_ends_on", DAY),
    column(Mission, "second_round_on", DAY),
    Known(
        "mission_type", _("format"),
        texts.as_written("mission_type", texts.read_mission_type, texts.format_words),
        ("format", "format_as_found"), _short(60), texts.read_mission_type, is_required=True,
        form=texts.FORMAT_CODES,
    ),
    _kept("nam_dates", _("days of the needs assessment mission")),
    column(Mission, "opened_on", DAY),
    _kept("head_of_mission", _("head of mission")),
    _kept("core_team", _("core team")),
    column(Mission, "long_term_requested", NUMBER, code="lto_requested"),
    _kept("lto_deployed", _("LTOs in the field")),
    column(Mission, "long_term_due_on", DAY, code="lto_due_on"),
    column(Mission, "long_term_from", DAY, code="lto_field_from"),
    column(Mission, "observers_requested", NUMBER, code="sto_requested"),
    _kept("sto_deployed", _("STOs in the field")),
    column(Mission, "short_term_from", DAY, code="sto_field_from"),
    column(Mission, "short_term_to", DAY, code="sto_field_to"),
    column(Mission, "share_percent", NUMBER),
    _kept("odihr_total_deployed", _("observers of ODIHR in all")),
    _kept("ieom_total", _("observers of all organisations")),
    _kept("period", _("period")),
    _kept("confidence", _("confidence")),
    *in_languages(Mission, "note", plain="en"),
    Known(
        "source", _("source"), texts.as_written("source", texts.read_source, texts.source_words),
        ("source", "is_confirmed"), read=texts.read_source,
        form=_("the address of the page or a reference; unverified, or empty, while there is none"),
    ),
)  # fmt: skip
