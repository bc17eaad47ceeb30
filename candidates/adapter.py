"""What an account's life means for its person: one address, and the privacy notice read."""

from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.http import HttpRequest

from candidates.services import follow_account_address, read_claim
from osce_portal.accounts.adapter import AccountAdapter
from osce_portal.accounts.holding import hold_account
from osce_portal.accounts.models import User
from osce_portal.common.errors import DomainError
from osce_portal.privacy.middleware import DUE
from osce_portal.privacy.services import notice_is_due, take_note

CLAIMED = "claimed_file"  # in the session, between the link and the new account


class CandidateAccountAdapter(AccountAdapter):
    """What an account's change means for the person's file."""

    def stash_claim(self, request: HttpRequest, claim: str) -> None:
        """Remember the link that was opened; it holds a reference and no address."""
        request.session[CLAIMED] = claim

    def proved_address(self, request: HttpRequest) -> str:
        """The address that the opened link proves; empty once that link opens nothing any more.

        The link is read anew each time: it holds for the address to which it was sent, and not for the
        one to which staff correct the file while the sign-up form is open.
        """
        try:
            return str(read_claim(request.session.get(CLAIMED, "")).email)
        except DomainError:
            return ""

    def is_email_verified(self, request: HttpRequest, email: str) -> bool:
        """For an account at the proved address alone."""
        return bool(email) and email.strip().lower() == self.proved_address(request).lower()

    def unstash_verified_email(self, request: HttpRequest) -> str | None:
        """The proved address, once, where that is the one typed."""
        proved = self.proved_address(request)
        request.session.pop(CLAIMED, None)
        typed = request.POST.get("email", "").strip().lower()
        return proved if proved and proved.lower() == typed else None

    @transaction.atomic
    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Whoever registers has taken note of the privacy notice that stands beside the form."""
        user = super().save_user(request, user, form, commit)
        if commit:
            take_note(user)
        return user

    def login(self, request: HttpRequest, user: User) -> None:
        """A new version of the notice comes before anything else."""
        super().login(request, user)
        if notice_is_due(user):
            request.session[DUE] = True

    @transaction.atomic
    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Account and file get the confirmed address in one transaction, or neither does.

        The account is held first, as an erasure does: what it took away is not confirmed back into being.
        """
        if not hold_account(email_address.user):
            return False
        confirmed = super().confirm_email(request, email_address)
        if confirmed:
            follow_account_address(email_address.user)
        return confirmed
