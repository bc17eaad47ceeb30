from pathlib import Path
from typing import cast

from missions.enums import SheetOutcome
from missions.sheets.plans import Plan, count_outcomes, plan_rows
from missions.sheets.reading import TABLES, CalendarRows, read_calendar
from missions.sheets.taking import confirm_sheet, keep_rows
from osce_portal.sheets.commands import ReadingCommand


class Command(ReadingCommand):
    help = (
        "Take over a sheet of missions, vacancies, openings of JPO rounds or crisis-management missions; "
        "says what becomes of each row, and counts in the last line."
    )

    def handle(self, *, file: str, dry_run: bool, **options) -> None:
        sheet = cast("CalendarRows", self.read(Path(file)))
        if dry_run:
            plans = plan_rows(TABLES[sheet.table], sheet.rows)
        else:
            kept = keep_rows(sheet, file_name=Path(file).name, actor=None)
            plans = confirm_sheet(kept, actor=None)
        for plan in plans:
            self.stdout.write(describe(plan))
        counts = count_outcomes(plans)
        self.stdout.write(", ".join(f"{counts[outcome]} {outcome}" for outcome in SheetOutcome.values))

    def parse(self, data: bytes) -> CalendarRows:
        return read_calendar(data)


def describe(plan: Plan) -> str:
    """``row 4: changed – MD-2025-09-parliamentary: format: EOM → LEOM``."""
    said = f"row {plan.number}: {plan.outcome.value} – {plan.key}"
    return f"{said}: {' · '.join(plan.notes)}" if plan.notes else said
