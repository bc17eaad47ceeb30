"""A confirmed address of an account is the address of its person: one truth."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.http import HttpRequest

from candidates.services import follow_account_address
from osce_portal.accounts.adapter import AccountAdapter


class CandidateAccountAdapter(AccountAdapter):
    """What an account's change means for the person's file."""

    @transaction.atomic
    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Account and file get the confirmed address in one transaction, or neither does."""
        confirmed = super().confirm_email(request, email_address)
        if confirmed:
            follow_account_address(email_address.user)
        return confirmed
