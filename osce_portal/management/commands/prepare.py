from pathlib import Path
from tempfile import TemporaryFile

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection


class Command(BaseCommand):
    """One process for what would be six: each start of Django takes seconds.

    Every step leaves alone what is done and is done wholly or not at all: interrupted, it is run again.
    """

    help = "Bring the development database up to date: schema, roles, reference data, translations."

    def add_arguments(self, parser):
        parser.add_argument("--sample", action="store_true", help="also 600 sample people, once")

    def handle(self, *, sample: bool, **options):
        if not settings.SAMPLE_PEOPLE_ALLOWED:
            raise CommandError(
                "This prepares a development database; in production run migrate and sync_roles."
            )
        refuse_what_cannot_be_written()
        call_command("compile_catalogues")
        call_command("migrate", verbosity=0)
        call_command("sync_roles", stdout=self.stdout)
        call_command("load_reference_data", stdout=self.stdout)
        if sample:  # once; prints the logins every time
            call_command("load_sample_candidates", count=600, seed=1, stdout=self.stdout)


def refuse_what_cannot_be_written() -> None:
    """CommandError, in a line that names it, where the data could not be kept."""
    try:
        with TemporaryFile(dir=settings.VAR_DIR):
            pass
        if connection.vendor == "sqlite":
            with Path(connection.settings_dict["NAME"]).open("ab"):
                pass
    except OSError as error:
        raise CommandError(
            f"Nothing can be written to {error.filename or settings.VAR_DIR} ({error.strerror}). "
            "It holds the data of the portal and must belong to whoever runs it."
        ) from None
