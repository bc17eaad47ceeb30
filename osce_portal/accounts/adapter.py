"""allauth's mails go through the outbox, in the person's language, with links from BASE_URL."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.urls import reverse


class AccountAdapter(DefaultAccountAdapter):
    def get_email_confirmation_url(self, request, emailconfirmation) -> str:
        return settings.BASE_URL + reverse("account_confirm_email", args=[emailconfirmation.key])
