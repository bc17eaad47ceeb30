"""The privacy notice: which version is in force, and who took note of it."""

from typing import Any

from django.db import transaction
from django.utils import translation

from osce_portal.common.models import database_now
from osce_portal.privacy.models import NoticeAcceptance

# Oldest first; each has its text in four languages: templates/privacy/notice_<version>_<language>.html.
VERSIONS = ("2026-11",)


def notice_in_force() -> str:
    """The newest version."""
    return VERSIONS[-1]


def notice_is_due(account: Any) -> bool:
    """A candidate's account that has not taken note of the version in force; staff are told elsewhere."""
    noted = NoticeAcceptance.objects.filter(account=account, version=notice_in_force())
    return not account.is_staff and not noted.exists()


@transaction.atomic
def take_note(account: Any, *, language: str | None = None) -> NoticeAcceptance:
    """Keep that this account took note of the version in force, in the language it was read in; once."""
    noted, _created = NoticeAcceptance.objects.get_or_create(
        account=account,
        version=notice_in_force(),
        defaults={"language": language or translation.get_language() or "fr", "at": database_now()},
    )
    return noted
