from django.core.management.base import BaseCommand

from candidates.services import rebuild_search


class Command(BaseCommand):
    help = "Write anew what the staff's search reads of every person's file."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"Files written for the search: {rebuild_search()}")
