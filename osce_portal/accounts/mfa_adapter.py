"""The second step at sign-in, in the portal's words."""

from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.translation import gettext_lazy as _


class SecondStepAdapter(DefaultMFAAdapter):
    """The portal's ways where allauth's own differ."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _(
            "This is not the code, or it has been used: the app shows a new one each half minute."
        ),
        "unverified_email": _("Please confirm your e-mail address first: we have sent you a link."),
    }
