"""What changes accounts, and the roles they have."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.app_settings import EMAIL_CONFIRMATION_EXPIRE_DAYS
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from osce_portal.accounts.models import User
from osce_portal.accounts.roles import ROLES
from osce_portal.audit.services import record
from osce_portal.common.enums import PersonLanguage
from osce_portal.common.models import database_now
from osce_portal.mail.models import QueuedMail
from osce_portal.people import person_of

CONFIRM_ADDRESS = "accounts/confirm_address"  # the mail with the link that confirms an address


def change_page_language(user: User, language: str) -> None:
    """Keep the language in which this person reads the pages; letters and mails have their own."""
    if user.language != language:
        user.language = language
        user.save(update_fields=["language"])


def record_account(user: User, *, actor: Any, created: bool) -> None:
    """Write down what an administrator made of an account: who may sign in, with which roles.

    The address stays in the account alone: erasure reaches it there, and the log would keep it.
    """
    record(
        "account.created" if created else "account.changed",
        user,
        actor=actor,
        values={
            "language": user.language,
            "is_staff": user.is_staff,
            "is_active": user.is_active,
            "groups": sorted(user.groups.values_list("name", flat=True)),
        },
    )


@transaction.atomic
def forget_second_step(user: User, *, actor: Any) -> None:
    """Let somebody who lost phone, passkey and recovery codes begin anew; sessions end, a mail says so."""
    Authenticator.objects.filter(user=user).delete()
    for session in UserSession.objects.filter(user=user):
        session.end()
    record("account.second_step_lost", user, actor=actor)
    get_adapter().send_notification_mail("accounts/second_step_lost", user)


def end_sessions_of(user: User) -> None:
    """Sign an account out everywhere; allauth notes at each sign-in whose session it is."""
    own = UserSession.objects.filter(user=user)
    Session.objects.filter(session_key__in=own.values("session_key")).delete()
    own.delete()


def unconfirmed_accounts(before: dt.datetime) -> QuerySet[User]:
    """Accounts that somebody registered before ``before`` at an address that nobody confirmed or can."""
    addresses = EmailAddress.objects.filter(user=OuterRef("pk"))  # none: an administrator made the account
    works_since = database_now() - dt.timedelta(days=EMAIL_CONFIRMATION_EXPIRE_DAYS)
    links = QueuedMail.objects.filter(
        recipient_ref=OuterRef("public_id"), template=CONFIRM_ADDRESS, created_at__gt=works_since
    )
    unused = User.objects.filter(date_joined__lt=before, last_login__isnull=True, is_staff=False)
    waiting = unused.filter(Exists(addresses)).exclude(Exists(addresses.filter(verified=True)))
    return waiting.exclude(Exists(links)).order_by("pk")


@transaction.atomic
def forget_unconfirmed() -> int:
    """Nightly: accounts not confirmed within ``UNCONFIRMED_ACCOUNT_DAYS`` go. Returns how many.

    Anybody can type anybody's address: it is not kept because of that, nor are the mails to it. What another
    room keeps for an account, such as a file, keeps the account.
    """
    limit = database_now() - dt.timedelta(days=settings.UNCONFIRMED_ACCOUNT_DAYS)
    found = unconfirmed_accounts(limit).select_for_update(of=("self",), skip_locked=True)
    unused = [user for user in found if person_of(user).file is None]
    accounts = [user for user in unused if _hold_unconfirmed(user)]
    for user in accounts:
        end_sessions_of(user)
        QueuedMail.objects.filter(recipient_ref=user.public_id).delete()
        record("account.forgotten", user)
        user.delete()
    return len(accounts)


def _hold_unconfirmed(user: User) -> bool:
    """Hold the account's addresses, and look again: somebody may have confirmed one, or be doing so."""
    addresses = EmailAddress.objects.filter(user=user)
    held = list(addresses.select_for_update(skip_locked=True))
    return len(held) == addresses.count() and not any(address.verified for address in held)


@transaction.atomic
def close_account(user: User, *, actor: Any, subject: Any = None) -> None:
    """Let nobody sign in with this account any more; its addresses are free for another one.

    ``subject`` is the file to which its person keeps: the log says there which address it had.
    """
    end_sessions_of(user)
    for model in (EmailAddress, Authenticator, SocialAccount):
        model.objects.filter(user=user).delete()
    values = {"email": user.email}
    user.email, user.is_active = f"{user.public_id.lower()}@closed.invalid", False
    user.last_login, user.language = None, PersonLanguage.FR  # no erasure comes by here any more
    user.set_unusable_password()
    user.save(update_fields=["email", "is_active", "last_login", "language", "password"])
    record("account.closed", user, actor=actor, subject=subject, values=values)


@transaction.atomic
def sync_roles() -> int:
    """Give every group of the table exactly its permissions; returns how many groups there are."""
    for name in ROLES:
        sync_role(name)
    return len(ROLES)


def sync_role(name: str) -> Group:
    """Make one group as the table of roles says. KeyError for an unknown role, ValueError for a bad line."""
    group, _created = Group.objects.get_or_create(name=name)
    lines = [(acts, model) for acts, models in ROLES[name] for model in models]
    apps = {model.partition(".")[0] for _acts, model in lines}
    known = list(Permission.objects.filter(content_type__app_label__in=apps).select_related("content_type"))
    group.permissions.set([found for acts, model in lines for found in _find(known, acts, model)])
    return group


def _find(known: Iterable[Permission], acts: tuple[str, ...], model: str) -> list[Permission]:
    app, _dot, name = model.partition(".")
    wanted = [
        permission
        for permission in known
        if permission.content_type.app_label == app
        and name in ("*", permission.content_type.model)
        and permission.codename.partition("_")[0] in acts
    ]
    if not wanted:
        raise ValueError(f"The table of roles names {model}, which does not exist.")
    return wanted
