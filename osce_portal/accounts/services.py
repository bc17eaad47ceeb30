"""What changes accounts, and the roles they have."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group, Permission
from django.db import transaction

from osce_portal.accounts.models import User
from osce_portal.accounts.roles import ROLES
from osce_portal.audit.services import record


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


@transaction.atomic
def sync_roles() -> int:
    """Give every group of the table exactly its permissions; returns how many groups there are."""
    for name in ROLES:
        sync_role(name)
    return len(ROLES)


def sync_role(name: str) -> Group:
    """Make one group as the table of roles says. KeyError for an unknown role, ValueError for a bad line."""
    group, _created = Group.objects.get_or_create(name=name)
    permissions = [
        permission for acts, models in ROLES[name] for model in models for permission in _find(acts, model)
    ]
    group.permissions.set(permissions)
    return group


def _find(acts: tuple[str, ...], model: str) -> list[Permission]:
    app, _dot, name = model.partition(".")
    found = Permission.objects.filter(content_type__app_label=app)
    if name != "*":
        found = found.filter(content_type__model=name)
    wanted = [permission for permission in found if permission.codename.partition("_")[0] in acts]
    if not wanted:
        raise ValueError(f"The table of roles names {model}, which does not exist.")
    return wanted
