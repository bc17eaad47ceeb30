"""What the commands that import a sheet of people share."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from candidates.enums import SheetKind
from candidates.register import working
from candidates.register.labels import headings
from candidates.register.outcomes import Plan, count_outcomes, describe_line
from candidates.register.running import WAYS, examine
from osce_portal.sheets.commands import ReadingCommand
from osce_portal.sheets.reading import Sheet, read_sheet


class SheetCommand(ReadingCommand):
    """Prints what becomes of each row; the last line counts."""

    kind: SheetKind

    def handle(self, *, file: str, dry_run: bool, **options) -> None:
        sheet = self.read(Path(file))
        counts: Counter[str] = Counter()
        for plans in self.run(sheet, Path(file), dry_run=dry_run, **options):
            for plan in plans:
                counts[plan.outcome] += 1
                self.stdout.write(describe_line(plan.number, plan.outcome, plan.who, plan.notes))
        self.stdout.write(count_outcomes(counts))

    def run(self, sheet: Sheet, path: Path, *, dry_run: bool, **options) -> Iterator[list[Plan]]:
        if dry_run:
            return examine(self.kind, sheet.rows, actor=None)
        return working.import_sheet(self.kind, sheet, file_name=path.name, actor=None)

    def parse(self, data: bytes) -> Sheet:
        return read_sheet(data, WAYS[self.kind].columns, describe=headings)
