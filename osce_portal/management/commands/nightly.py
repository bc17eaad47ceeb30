from django.core.management.base import BaseCommand, CommandError

from osce_portal.night import run_night


class Command(BaseCommand):
    """The same as the Celery task; exit status 1 if a step failed."""

    help = "Close calls, lapse unfinished drafts, send reminders. May run any number of times."

    def handle(self, **options):
        results = run_night()
        for name, count in results:
            self.stdout.write(f"{name}: {'failed' if count is None else count}")
        if failed := [name for name, count in results if count is None]:
            raise CommandError(f"Failed, see the log: {', '.join(failed)}")
