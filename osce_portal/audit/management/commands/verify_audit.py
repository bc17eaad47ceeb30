from django.core.management.base import BaseCommand, CommandError

from osce_portal.audit.models import AuditEntry
from osce_portal.audit.services import find_breaks


class Command(BaseCommand):
    """Exit status 1 when the chain does not hold: for a timer that somebody watches."""

    help = "Prove that no entry of the audit log was changed, added or taken away since it was sealed."

    def handle(self, **options):
        breaks = list(find_breaks())
        for line in breaks:
            self.stderr.write(line)
        if breaks:
            raise CommandError(f"The audit chain is broken in {len(breaks)} places.")
        sealed = AuditEntry.objects.filter(sequence__isnull=False).count()
        self.stdout.write(f"The audit chain holds: {sealed} entries.")
