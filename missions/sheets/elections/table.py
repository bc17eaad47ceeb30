"""A sheet of ODIHR's missions, as the reference files write them."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, cast

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from missions.enums import DatePrecision, ElectionKind, MissionStage, SheetTable
from missions.errors import BeforeLongTermCall
from missions.models import Mission
from missions.models.limits import ORDER_MESSAGE
from missions.reading import ElectionDate, make_reference, read_format, read_kind, read_stage
from missions.services.missions import DAY_FIELDS, refuse_before_long_term_call, update_mission
from missions.sheets.columns import Texts, Values
from missions.sheets.elections.columns import KNOWN
from missions.sheets.elections.twins import MissionsThere, fault_of_twin
from missions.sheets.plans import Plan
from missions.sheets.tables import Fault, Table, faults_of_source
from missions.sheets.there import There
from osce_portal.audit.services import Act, record_each
from osce_portal.common.models import database_now

DAY_COLUMNS = {"election_date", "date_precision", "voting_ends_on"}
DAY_STANDS = _(
    "A published call has its deadline from this day. Move it on the mission's page, with the act "
    "“Election later” or “Election earlier”: with a reason, a second person, and word to everybody."
)
ROUND_STANDS = _(
    "A published call stands for this election. Set its second round on the mission's page, with the act "
    "“Second round”, which asks the observers again."
)
FORMAT_STANDS = _(
    "A published call was made for this format. Change it on the mission's page, with the act "
    "“Reduced format” or “Cancelled”, which tells the candidates."
)


class MissionTable(Table):
    """A row without reference has the one that country, month and kind of election give."""

    code = SheetTable.MISSIONS
    model = Mission
    columns = KNOWN
    mark = "election"
    subject = "mission"
    related = ("state",)

    def identify(self, cells: Texts) -> str:
        if given := cells.get("reference"):
            return given
        election = cells.get("election")
        kind = read_kind(election) if election else ElectionKind.OTHER
        return make_reference(cells.get("iso2", ""), cells.get("election_date", ""), kind)

    def look_up(self, rows: list[Texts], *, hold: bool) -> MissionsThere:
        return MissionsThere.of(super().look_up(rows, hold=hold), rows)

    def title_of(self, plan: Plan) -> str:
        if plan.row is not None:
            return plan.row.title
        country = plan.cells.get("country") or plan.cells.get("iso2", "")
        return f"{country} – {plan.cells.get('election', '?')}"

    def faults_of_row(self, plan: Plan) -> Iterable[Fault]:
        if plan.row and plan.cells.get("iso2", "") != plan.row.state.iso2:
            yield "iso2", _("The mission with this reference is to another country.")

    def faults_of_values(self, plan: Plan, there: There) -> Iterable[Fault]:
        if plan.row is None:
            plan.entry = Mission(reference=plan.key, **plan.values)
        yield from faults_of_source(plan)
        ends_on, begins_on = plan.after("voting_ends_on"), plan.after("election_day")
        if ends_on is not None and (begins_on is None or ends_on < begins_on):
            yield "voting_ends_on", ORDER_MESSAGE
        first, last = plan.after("short_term_from"), plan.after("short_term_to")
        if first is not None and last is not None and last < first:
            yield "sto_field_to", ORDER_MESSAGE
        if (plan.after("share_percent") or 0) > 100:
            yield "share_percent", _("A share lies between 0 and 100 percent.")
        if plan.row is None and isinstance(there, MissionsThere):
            yield from fault_of_twin(plan, there)
        elif plan.row and plan.row.pk in there.calls:
            yield from _faults_of_published(plan)

    def readings_of(self, entry: Mission) -> Iterable[tuple[str, str]]:
        day = entry.election_day
        plain = {
            "election": entry.title,
            "election_date": entry.election_period or date_format(cast("dt.date", day), "DATE_FORMAT"),
            "date_precision": entry.get_date_precision_display(),
            "mission_type": entry.get_format_display(),
        }
        return [(code, plain.get(code, text)) for code, text in super().readings_of(entry)]

    def is_public(self, entry: Mission) -> bool:
        return entry.is_confirmed or settings.UNCONFIRMED_MISSIONS_PUBLISHED

    def note(self, plan: Plan, there: There) -> None:
        if plan.row is None and isinstance(there, MissionsThere):
            there.add(plan)

    def enter(self, plans: list[Plan], actor: Any) -> None:
        """Those without a source stay unpublished where the setting says so."""
        now, today = database_now(), timezone.localdate()
        for plan in plans:
            plan.entry.row_as_found, plan.entry.stage = plan.cells, _stage(plan.values, today)
            plan.entry.published_at = now if self.is_public(plan.entry) else None
        missions = [plan.entry for plan in plans]
        Mission.objects.bulk_create(missions)
        acts = [
            Act(mission, values={**mission.row_as_found, "reference": mission.reference})
            for mission in missions
        ]
        if acts:
            record_each("mission.imported", acts, actor=actor)

    def change(self, plans: list[Plan], actor: Any) -> None:
        for plan in plans:
            changes = {**plan.values, "row_as_found": plan.found_row()}
            if changes.get("is_confirmed") and plan.row.published_at is None:
                changes["published_at"] = database_now()
            update_mission(plan.row, actor=actor, **changes)


def _faults_of_published(plan: Plan) -> Iterable[Fault]:
    """Candidates rely on a published call: what it was made for moves by an act, not by a sheet."""
    if any(plan.moves(name) for name in DAY_FIELDS):
        yield next(code for code in plan.changes if code in DAY_COLUMNS), DAY_STANDS
    if plan.moves("second_round_on"):
        yield "second_round_on", ROUND_STANDS
    if plan.moves("format"):
        yield "mission_type", FORMAT_STANDS
    if plan.moves("long_term_due_on"):
        try:
            refuse_before_long_term_call(plan.row, plan.after("long_term_due_on"))
        except BeforeLongTermCall as error:
            yield "lto_due_on", error.message


def _stage(values: Values, today: dt.date) -> MissionStage:
    """Where a new mission stands: over, or expected."""
    precision = DatePrecision(values["date_precision"])
    date = ElectionDate(values["election_day"], precision, values["period_ends_on"])
    return read_stage(date, read_format(values["format_as_found"])[1], today)
