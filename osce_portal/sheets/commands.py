"""What the commands that import a sheet share."""

from abc import abstractmethod
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from osce_portal.sheets.errors import SheetRefused
from osce_portal.sheets.reading import MAX_BYTES, Sheet


class ReadingCommand(BaseCommand):
    """Takes a file and ``--dry-run``."""

    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="XLSX or CSV")
        parser.add_argument("--dry-run", action="store_true", help="only say what would become of each row")

    @abstractmethod
    def parse(self, data: bytes) -> Sheet:
        """The sheet in ``data``. Raises SheetRefused."""

    def read(self, path: Path) -> Sheet:
        """CommandError in one line for what cannot be opened or read; else the columns not read are named."""
        try:
            with path.open("rb") as file:
                sheet = self.parse(file.read(MAX_BYTES + 1))
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from None
        except SheetRefused as error:
            raise CommandError(f"{path}: {error}") from None
        if sheet.unread:
            self.stdout.write(f"columns not read: {', '.join(sheet.unread)}")
        return sheet
