"""The forms of the second step in the portal's words; a code is good once, for as long as it is good."""

from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

NAME_HELP = _("For yourself, to tell it from others: “my phone”, for example.")


class CodeOnce(forms.Form):
    """A code from the app, or for emergencies.

    allauth remembers a code for half a minute, while tolerance makes it good for longer (ASVS V6.5.1).
    """

    user: Any
    authenticator: Authenticator

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.kinds = set(Authenticator.objects.filter(user=self.user).values_list("type", flat=True))
        field = self.fields["code"]
        field.label = _("Code") if Authenticator.Type.TOTP in self.kinds else _("Recovery code")
        del field.widget.attrs["placeholder"]  # the label says it

    @property
    def has_app(self) -> bool:
        return Authenticator.Type.TOTP in self.kinds

    @property
    def has_passkey(self) -> bool:
        return Authenticator.Type.WEBAUTHN in self.kinds

    def clean_code(self) -> str:
        code = super().clean_code()  # type: ignore[misc]
        seconds = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
        if self.authenticator.type == Authenticator.Type.TOTP and not cache.add(
            f"code-used:{self.user.pk}:{''.join(code.split())}", True, timeout=seconds
        ):
            raise get_adapter().validation_error("incorrect_code")
        return code


class SecondStepForm(CodeOnce, AuthenticateForm):
    """The code after the password."""


class ConfirmByCodeForm(CodeOnce, ReauthenticateForm):
    """The code before the way to sign in is changed."""


class WholePasskey(forms.Form):
    """An answer of a device of which parts are missing is a wrong one: allauth would fall over it.

    A wrong passkey is called one; allauth speaks of a code there too.
    """

    def add_error(self, field: str | None, error: Any) -> None:
        if getattr(error, "code", None) == "incorrect_code":
            error = get_adapter().validation_error("incorrect_passkey")
        super().add_error(field, error)

    def _clean_fields(self) -> None:
        try:
            super()._clean_fields()  # type: ignore[misc]
        except (AttributeError, KeyError):
            self.add_error("credential", get_adapter().validation_error("incorrect_passkey"))

    def _clean_form(self) -> None:
        try:
            super()._clean_form()  # type: ignore[misc]
        except (AttributeError, KeyError):
            self.add_error(None, get_adapter().validation_error("incorrect_passkey"))


class SignInByPasskeyForm(WholePasskey, LoginWebAuthnForm):
    """A passkey alone."""


class SecondStepByPasskeyForm(WholePasskey, AuthenticateWebAuthnForm):
    """A passkey after the password."""


class ConfirmByPasskeyForm(WholePasskey, ReauthenticateWebAuthnForm):
    """A passkey before the way to sign in is changed."""


class AddPasskeyForm(WholePasskey, AddWebAuthnForm):
    """A name, and whether it replaces the password too; the rest the browser and the device settle."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label, self.fields["name"].help_text = _("Name"), NAME_HELP
        alone = self.fields["passwordless"]
        alone.initial, alone.label = True, _("Sign in with it alone, without the password")
        alone.help_text = _("Your device then asks for your fingerprint, your face or its PIN.")


class RenamePasskeyForm(EditWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label, self.fields["name"].help_text = _("Name"), NAME_HELP
