from django.core.management.base import BaseCommand

from missions.loading import load_reference_data
from selection.assessment.rubric_loading import load_sto_rubric


class Command(BaseCommand):
    help = "Load States, field operations, ODIHR missions and the points grid; edited values stay."

    def handle(self, **options):
        for kind, counts in load_reference_data().items():
            numbers = ", ".join(f"{number} {what}" for what, number in sorted(counts.items()))
            self.stdout.write(f"{kind}: {numbers or 'nothing to do'}")
        self.stdout.write(f"points grid: {load_sto_rubric()}")
