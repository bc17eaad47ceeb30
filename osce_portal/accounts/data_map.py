"""What accounts hold about people: sign-in, sessions, second steps."""

from allauth.account.models import EmailAddress
from django.db.models import Value
from django.db.models.functions import Concat, Lower
from django.utils.translation import gettext_lazy as _

from osce_portal.accounts.services import end_sessions_of
from osce_portal.data_map import Basis, Kept, Reader, Use, map_table
from osce_portal.erasure import register_eraser
from osce_portal.people import Person, register_addresses

SIGN_IN = Use(
    _("Letting the person, and nobody else, into the own file"),
    Basis.PUBLIC_TASK, Kept.ACCOUNT, (Reader.PERSON, Reader.ADMINISTRATOR, Reader.AUDITOR),
)  # fmt: skip
PROOF_OF_SELF = Use(
    _("Proving at sign-in that it is the person"),
    Basis.PUBLIC_TASK, Kept.ACCOUNT, (Reader.NOBODY,), secret=True,
)  # fmt: skip
ROLES = Use(
    _("What a member of staff may do"),
    Basis.PUBLIC_TASK, Kept.ACCOUNT, (Reader.ADMINISTRATOR, Reader.AUDITOR),
)  # fmt: skip


def addresses_of_account(person: Person) -> list[str]:
    """That by which somebody signs in, and others that were added beside it."""
    if person.account is None:
        return []
    beside = EmailAddress.objects.filter(user=person.account).values_list("email", flat=True)
    return [person.account.email, *beside]


register_addresses(addresses_of_account)

ERASED = "@erased.invalid"  # how the address of an account ends that was erased
map_table(
    "accounts.User",
    {
        SIGN_IN: "email language last_login date_joined",
        PROOF_OF_SELF: "password",
        ROLES: "is_staff is_superuser",
    },
    other="is_active",
    account="pk",
    neutral={  # unusable as a password: no hash begins like this (django.contrib.auth.hashers)
        "email": Concat(Lower("public_id"), Value(ERASED)),
        "password": "!", "last_login": None, "language": "fr", "is_active": False,
    },
    stays="date_joined is_staff is_superuser",
)  # fmt: skip
map_table("accounts.User_groups", account="user")
map_table("accounts.User_user_permissions", account="user")
map_table(
    "account.EmailAddress", {SIGN_IN: "email verified primary"}, account="user", deleted=True,
    called=_("addresses of accounts"),
)  # fmt: skip
map_table(
    "account.EmailConfirmation",
    {SIGN_IN: "created sent", PROOF_OF_SELF: "key"}, account="email_address__user", deleted=True,
    called=_("links with which an address is confirmed"),
)  # fmt: skip
map_table(
    "mfa.Authenticator",
    {SIGN_IN: "type created_at last_used_at", PROOF_OF_SELF: "data"}, account="user", deleted=True,
    called=_("second steps at sign-in"),
    words={
        "type": _("kind"), "created_at": _("switched on at"), "last_used_at": _("last used at"),
        "data": _("secret, sealed"),
    },
)  # fmt: skip
map_table(
    "socialaccount.SocialAccount",
    {SIGN_IN: "provider uid last_login date_joined"},
    other="extra_data",  # kept empty
    account="user", deleted=True,
    called=_("accounts at sign-in services"), words={"uid": _("number of the person at the service")},
)  # fmt: skip
map_table("socialaccount.SocialApp", other="provider provider_id name client_id secret key settings")
map_table(
    "socialaccount.SocialToken",
    {PROOF_OF_SELF: "token token_secret expires_at"},  # never stored
    account="account__user", deleted=True, called=_("keys of sign-in services"),
)  # fmt: skip
map_table(
    "usersessions.UserSession",
    {SIGN_IN: "created_at last_seen_at ip user_agent", PROOF_OF_SELF: "session_key"},
    other="data", account="user", deleted=True,
    called=_("where accounts are signed in"),
    words={
        "created_at": _("since"), "last_seen_at": _("last seen at"), "ip": _("address on the internet"),
        "user_agent": _("browser and system"),
    },
)  # fmt: skip
map_table(  # whose a session is, allauth's rows say: erasure ends it, below
    "sessions.Session", {PROOF_OF_SELF: "session_key session_data"}, other="expire_date",
    called=_("sessions"),
)  # fmt: skip
map_table(
    "admin.LogEntry", other="action_time user object_id object_repr action_flag change_message"
)  # never written
map_table("auth.Permission", other="name codename")
map_table("auth.Group", other="name")
map_table("contenttypes.ContentType", other="app_label model")


def end_sessions(person: Person) -> None:
    """Sign the account out everywhere."""
    if person.account is not None:
        end_sessions_of(person.account)


register_eraser(end_sessions)
