"""The address of a person's own calendar: a secret of which only the hash is kept."""

import hashlib
import secrets
from typing import Any

from django.db import transaction

from osce_portal.accounts.models import User
from osce_portal.audit.services import record
from osce_portal.common.models import database_now
from selection.candidacies.models import CalendarToken


@transaction.atomic
def make_calendar_token(user: User, *, actor: Any) -> str:
    """A new secret of 256 bits, shown this once; the address before it works no longer."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # two clicks at once leave one address
    token = secrets.token_urlsafe(32)
    row, _ = CalendarToken.objects.update_or_create(
        user=user, defaults={"token_sha256": hash_token(token), "created_at": database_now()}
    )
    record("calendar_address.made", row, actor=actor)
    return token


@transaction.atomic
def end_calendar_token(user: User, *, actor: Any) -> bool:
    """Whoever has the address reads nothing any more. False if there was none."""
    row = CalendarToken.objects.select_for_update().filter(user=user).first()
    if row is None:
        return False
    record("calendar_address.ended", row, actor=actor)
    row.delete()
    return True


def user_of_token(token: str) -> User | None:
    """Whose calendar it opens; None for an unknown or ended secret, and for a closed account."""
    known = CalendarToken.objects.filter(token_sha256=hash_token(token), user__is_active=True)
    row = known.select_related("user").first()
    return row.user if row else None


def hash_token(token: str) -> str:
    """SHA-256 in hexadecimal: enough for a secret that nobody can guess."""
    return hashlib.sha256(token.encode()).hexdigest()
