"""The second step at sign-in, in the portal's words."""

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class SecondStepAdapter(DefaultMFAAdapter):
    """The portal's ways where allauth's own differ."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _(
            "This is not the code, or it has been used: the app shows a new one each half minute."
        ),
        "incorrect_passkey": _("This passkey was not accepted. Please try again, or choose another way."),
        "unverified_email": _("Please confirm your e-mail address first: we have sent you a link."),
    }

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The portal, as passkeys know it: by the host of the settings, whatever host the request names."""
        return {"id": settings.PASSKEY_HOST, "name": str(settings.SITE_NAME)}

    def generate_authenticator_name(self, user: Any, type: str) -> str:
        """Proposed for a new passkey: "Passkey 2" for the second."""
        others = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("Passkey") + (f" {others + 1}" if others else "")
