"""Sign-in services (OpenID Connect): whom they vouch for, and how little of what they tell is kept."""

import logging
from typing import Any

import requests
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount import app_settings
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from osce_portal.accounts.models import User

logger = logging.getLogger(__name__)


class ServiceSession(requests.Session):
    """Requests to a sign-in service: one that fails ends on the page that says so."""

    def request(self, *args: Any, **kwargs: Any) -> requests.Response:
        try:
            response = super().request(*args, **{"timeout": app_settings.REQUESTS_TIMEOUT, **kwargs})
            response.raise_for_status()
        except requests.RequestException as error:
            logger.warning("sign-in service: %s", type(error).__name__)
            raise ImmediateHttpResponse(redirect("socialaccount_login_error")) from error
        return response


class SignInServiceAdapter(DefaultSocialAccountAdapter):
    """The portal's ways where allauth's own differ."""

    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "no_password": _("Choose a password first: without this service you could not sign in any more."),
        "no_verified_email": _("Please confirm your e-mail address first."),
        "connected_other": _("This service signs in to another account of the portal."),
    }

    def get_requests_session(self) -> requests.Session:
        return ServiceSession()

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> User:
        """Keep the address alone, and only a plain "verified" as such.

        Services also tell names, birth dates and the national number, which the portal must not hold; and
        "false", as a word, would count as true.
        """
        sociallogin.account.extra_data = {}
        for address in sociallogin.email_addresses:
            address.verified = address.verified is True
            address.email = address.email.lower()
        return super().populate_user(request, sociallogin, data)

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[User, str] | None:
        """An account with an address that both sides have confirmed is the same person's; no other is."""
        for address in sociallogin.email_addresses:
            own = EmailAddress.objects.filter(email__iexact=address.email, verified=True).select_related(
                "user"
            )
            if address.verified and (found := own.first()):
                return found.user, address.email
        return None

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> User:
        """Keep the language in which somebody registered as the language of the pages."""
        sociallogin.user.language = translation.get_language()
        return super().save_user(request, sociallogin, form)
