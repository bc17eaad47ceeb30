from django.core.management.base import BaseCommand

from osce_portal.accounts.services import sync_roles


class Command(BaseCommand):
    """After ``migrate``: while migrations run, permissions do not exist yet."""

    help = "Give the staff's groups the permissions of osce_portal/accounts/roles.py; may be repeated."

    def handle(self, **options):
        self.stdout.write(f"{sync_roles()} roles are as the table says.")
