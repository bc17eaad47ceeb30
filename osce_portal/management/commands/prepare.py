from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """One process for what would be six: each start of Django takes seconds."""

    help = "Bring the development database up to date: schema, roles, reference data, translations."

    def add_arguments(self, parser):
        parser.add_argument("--sample", action="store_true", help="also 600 sample people, once")

    def handle(self, *, sample: bool, **options):
        if not settings.SAMPLE_PEOPLE_ALLOWED:
            raise CommandError(
                "This prepares a development database; in production run migrate and sync_roles."
            )
        call_command("compile_catalogues")
        call_command("migrate", verbosity=0)
        call_command("sync_roles")
        call_command("load_reference_data")
        if sample:  # once; prints the logins every time
            call_command("load_sample_candidates", count=600, seed=1)
