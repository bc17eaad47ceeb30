"""The accounts somebody who tries the portal can sign in with; the command prints them."""

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from osce_portal.accounts.models import User
from osce_portal.accounts.services import sync_roles
from osce_portal.privacy.services import take_note

PASSWORD = "try-the-portal-2026"  # noqa: S105 — development only: production settings refuse the command
SECOND_STEP = (
    "Staff also type a code of six figures; in development the page that asks for it shows it.\n"
    "  one-time secret, for an authenticator app: {}"
)
STAFF = (
    ("desk.nl@example.be", "desk_officer", "nl"),
    ("desk.fr@example.be", "desk_officer", "fr"),
    ("decider@example.be", "decider", "nl"),
    ("budget@example.be", "budget_officer", "fr"),
    ("auditor@example.be", "auditor", "fr"),
    ("administrator@example.be", "administrator", "nl"),
)
CANDIDATES = (
    ("candidat@example.org", "fr"),
    ("kandidaat@example.org", "nl"),
    ("bewerber@example.org", "de"),
)


def make_staff(password: str) -> dict[str, User]:
    """One account per line of the table, with its role and the second step all of them share; by address."""
    sync_roles()
    staff = {}
    for email, role, language in STAFF:
        user = make_account(email, language, password, is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        TOTP.activate(user, settings.TRIAL_TOTP_SECRET)
        staff[email] = user
    return staff


def make_account(email: str, language: str, password: str, **facts) -> User:
    """An account whose address counts as verified. ``password``: already hashed, once for all of them."""
    user = User.objects.create(email=email, language=language, password=password, **facts)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    take_note(user, language=language)
    return user


def hashed_password() -> str:
    return make_password(PASSWORD)


def describe_logins() -> str:
    """What the command prints."""
    rows = [(email, role) for email, role, _language in STAFF]
    rows += [(email, f"candidate, {language}") for email, language in CANDIDATES]
    lines = [f"  {email:28} {role}" for email, role in rows]
    return "\n".join(
        [f"Sample logins, password {PASSWORD}:", *lines, SECOND_STEP.format(settings.TRIAL_TOTP_SECRET)]
    )
