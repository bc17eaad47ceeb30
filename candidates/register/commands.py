"""What the commands that import a sheet share."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from candidates.enums import SheetKind
from candidates.register import working
from candidates.register.errors import SheetRefused
from candidates.register.outcomes import Plan, count_outcomes, describe_line
from candidates.register.running import WAYS, examine
from candidates.register.sheets import MAX_BYTES, Sheet, read_sheet


class SheetCommand(BaseCommand):
    """Prints what becomes of each row; the last line counts."""

    kind: SheetKind
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="XLSX or CSV")
        parser.add_argument("--dry-run", action="store_true", help="only say what would become of each row")

    def handle(self, *, file: str, dry_run: bool, **options) -> None:
        sheet = self.read(Path(file))
        if sheet.unread:
            self.stdout.write(f"columns not read: {', '.join(sheet.unread)}")
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

    def read(self, path: Path) -> Sheet:
        """CommandError in one line for what cannot be opened or read."""
        try:
            with path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
            return read_sheet(data, WAYS[self.kind].columns)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from None
        except SheetRefused as error:
            raise CommandError(f"{path}: {error}") from None
