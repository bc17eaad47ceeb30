"""allauth's mails go through the outbox, in the person's language, with links from BASE_URL."""

from typing import Any, NamedTuple

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from osce_portal.accounts.holding import hold_account
from osce_portal.accounts.models import User
from osce_portal.common.models import new_public_id
from osce_portal.mail.services import queue_mail

TEMPLATES = {
    "account/email/email_confirmation": "confirm_address",
    "account/email/email_confirmation_signup": "confirm_address",
    "account/email/password_reset_key": "reset_password",
    "account/email/account_already_exists": "account_exists",
    "account/email/unknown_account": "no_account",
    "account/email/email_changed": "address_changed",
}
CHANGES = {
    "account/email/email_confirm": _("the e-mail address was confirmed"),
    "account/email/email_deleted": _("an e-mail address was removed"),
    "account/email/password_changed": _("the password"),
    "account/email/password_reset": _("the password"),
    "account/email/password_set": _("the password"),
    "mfa/email/totp_activated": _("the second step at sign-in was switched on"),
    "mfa/email/totp_deactivated": _("the second step at sign-in was switched off"),
    "accounts/second_step_lost": _("the second step at sign-in was taken away, since it was lost"),
    "socialaccount/email/account_connected": _("a sign-in service was connected"),
    "socialaccount/email/account_disconnected": _("a sign-in service was disconnected"),
    "mfa/email/webauthn_added": _("a passkey was added"),
    "mfa/email/webauthn_removed": _("a passkey was removed"),
    "mfa/email/recovery_codes_generated": _("new recovery codes were made"),
}


class Addressee(NamedTuple):
    """Whom a mail about an account goes to: an address, known to us or not."""

    email: str
    public_id: str
    language: str


class AccountAdapter(DefaultAccountAdapter):
    """The portal's ways where allauth's own differ."""

    error_messages = DefaultAccountAdapter.error_messages | {  # in the formal tone in which the portal speaks
        "email_password_mismatch": _("This address and this password do not belong together."),
        "incorrect_password": _("This is not the password."),
        "enter_current_password": _("Please type the password you have now."),
        "too_many_login_attempts": _("Too many attempts. Please wait a few minutes and try again."),
        "incorrect_code": _("This is not the code."),
    }

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Keep the language in which somebody registered as the language of the pages."""
        user.language = translation.get_language()
        return super().save_user(request, user, form, commit)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Staff begin in the admin, candidates with their file."""
        return reverse("admin:index") if request.user.is_staff else super().get_login_redirect_url(request)

    def send_account_already_exists_mail(self, email: str) -> None:
        """Take as long as for an address that is new, where the password is hashed: time too tells who is
        registered (ASVS V6.3.8).
        """
        make_password(get_random_string(20))
        super().send_account_already_exists_mail(email)

    @transaction.atomic
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue the mail for ``template_prefix``; whatever host the request named appears nowhere in it.

        None is written to an account that is erased or closed meanwhile.
        """
        user = context.get("user") or User.objects.filter(email__iexact=email).first()
        if user is not None and user.is_active and not hold_account(user):
            return
        language = user.language if user else translation.get_language()
        with translation.override(language):
            queue_mail(
                f"accounts/{TEMPLATES.get(template_prefix, 'account_changed')}",
                key=f"{template_prefix}:{new_public_id()}",  # each request is a mail of its own
                to=Addressee(email, user.public_id if user else "", language),
                context={
                    "link": settings.BASE_URL + self.path_in_mail(template_prefix, context),
                    "what": CHANGES.get(template_prefix, ""),
                },
            )

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Name the person: an address that was given up no longer tells whose language to speak."""
        super().send_notification_mail(template_prefix, user, {**(context or {}), "user": user}, email)

    def path_in_mail(self, template_prefix: str, context: dict[str, Any]) -> str:
        """Where the link of a mail leads, in the language that is active."""
        match TEMPLATES.get(template_prefix):
            case "confirm_address":
                return reverse("account_confirm_email", args=[context["key"]])
            case "reset_password":
                return reverse("account_reset_password_from_key", args=[context["uid"], context["key"]])
            case "no_account":
                return reverse("account_signup")
            case _:
                return reverse("account_reset_password")
