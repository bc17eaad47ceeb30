"""What the portal would propose to take over from a Europass CV, as JSON; nothing is saved."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from candidates.europass.output import as_json
from candidates.europass.reading import read_europass
from osce_portal.common.errors import DomainError

REFUSED = 2


class Command(BaseCommand):
    help = "Print as JSON what a Europass CV (XML, JSON or PDF) would propose; nothing is saved."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args, file: Path, **options) -> None:
        """Ends with 2 and one line where the file is no Europass CV or cannot be opened."""
        try:
            proposal = read_europass(file.read_bytes())
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}", returncode=REFUSED) from error
        except DomainError as error:
            raise CommandError(f"{file}: {error}", returncode=REFUSED) from error
        self.stdout.write(json.dumps(as_json(proposal), ensure_ascii=False, indent=2))
