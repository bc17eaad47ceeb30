from pathlib import Path

from missions.enums import SheetOutcome
from missions.sheets.plans import Plan, count_outcomes, plan_missions
from missions.sheets.taking import read_calendar, take_over
from osce_portal.sheets.commands import ReadingCommand
from osce_portal.sheets.reading import Sheet


class Command(ReadingCommand):
    help = "Take over a sheet of the calendar; says what becomes of each row, and counts in the last line."

    def handle(self, *, file: str, dry_run: bool, **options) -> None:
        rows = self.read(Path(file)).rows
        plans = plan_missions(rows) if dry_run else take_over(rows, actor=None)
        for plan in plans:
            self.stdout.write(describe(plan))
        counts = count_outcomes(plans)
        self.stdout.write(", ".join(f"{counts[outcome]} {outcome}" for outcome in SheetOutcome.values))

    def parse(self, data: bytes) -> Sheet:
        return read_calendar(data)


def describe(plan: Plan) -> str:
    """``row 4: changed – MD-2025-09-parliamentary: format: EOM → LEOM``."""
    said = f"row {plan.number}: {plan.outcome.value} – {plan.reference}"
    return f"{said}: {' · '.join(plan.notes)}" if plan.notes else said
