"""Staff sign in with a second step; an account without one opens its own pages alone."""

import time
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

SECOND_STEPS = [
    Authenticator.Type.TOTP,
    Authenticator.Type.WEBAUTHN,
]  # a recovery code only stands in for one
WAY_BACK = "second_step_way_back"  # the session's note of the page that sent somebody here
# What everybody may open, staff without a second step too; whatever is not named here belongs to the staff.
EVERYBODYS = {
    *(code for code, _name in settings.LANGUAGES),  # public pages and those of the account
    "",
    ".well-known",
    "accounts",
    "calendar.ics",
    "calendar.json",
    "candidacies",
    "dev",
    "e-learning",
    "health",
    "language",
    "my-candidacies",
    "my-file",
}


def owned_second_step() -> Exists:
    """For a query of accounts: whether each has a second step; the session's account comes with it."""
    return Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_STEPS))


def has_second_step(user: Any) -> bool:
    """Whether this account cannot be signed in to with a password alone."""
    known = getattr(user, "second_step", None)
    return get_adapter().is_mfa_enabled(user, SECOND_STEPS) if known is None else known


def must_switch_on(user: Any) -> bool:
    """Whether this account works at the portal and has no second step yet, or no longer."""
    return user.is_authenticated and user.is_staff and not has_second_step(user)


def is_everybodys(path: str) -> bool:
    """Whether an address is open without a second step; what nobody thought of is not."""
    return path.split("/")[1] in EVERYBODYS


def send_to_switch_on(request: HttpRequest) -> HttpResponse:
    """To the page of the second step, which leads back to the page asked for."""
    if request.method == "GET":
        remember_way_back(request, request.get_full_path())
    return redirect("mfa_index")


def remember_way_back(request: HttpRequest, path: str) -> None:
    """Have the page of the second step lead to this address of the portal, once it is switched on."""
    request.session[WAY_BACK] = path


def note_arrival(request: HttpRequest) -> None:
    """Whoever is back needs no way back any more."""
    if request.session.get(WAY_BACK) == request.get_full_path():
        del request.session[WAY_BACK]


def trial_code() -> str:
    """What the app of the sample staff shows now; nothing but in a trial portal."""
    secret = settings.TRIAL_TOTP_SECRET
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30)) if secret else ""
