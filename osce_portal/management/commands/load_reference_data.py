from django.core.management.base import BaseCommand

from missions.loading import load_reference_data


class Command(BaseCommand):
    help = "Load States, field operations and ODIHR missions from missions/data; edited values stay."

    def handle(self, **options):
        for kind, counts in load_reference_data().items():
            numbers = ", ".join(f"{number} {what}" for what, number in sorted(counts.items()))
            self.stdout.write(f"{kind}: {numbers or 'nothing to do'}")
