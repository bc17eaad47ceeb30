from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from candidates.models import Candidate
from missions.models import Mission
from osce_portal.common.models import database_now
from osce_portal.management.sample.logins import describe_logins
from osce_portal.management.sample.stages import load_sample


class Command(BaseCommand):
    help = "Invent people, calls and candidacies for development, once; prints the sample logins."

    def add_arguments(self, parser):
        parser.add_argument("--count", type=int, default=600, help="how many people")
        parser.add_argument(
            "--seed", type=int, default=1, help="the same seed on the same day: the same people"
        )

    def handle(self, *, count: int, seed: int, **options):
        if not settings.SAMPLE_PEOPLE_ALLOWED:
            raise CommandError("Sample people are never part of production.")
        if count < 1:
            raise CommandError("At least one person, please.")
        if Candidate.objects.filter(is_sample=True).exists():
            self.stdout.write("Sample people exist already; nothing was added.")
        else:
            if not Mission.objects.filter(is_sample=False).exists():
                call_command("load_reference_data", stdout=self.stdout)
            made = load_sample(count=count, seed=seed, now=database_now())
            self.stdout.write(", ".join(f"{number} {kind}" for kind, number in made.items()))
        self.stdout.write(describe_logins())
