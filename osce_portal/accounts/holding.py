"""Holding an account while something is written about it."""

from osce_portal.accounts.models import User


def hold_account(user: User) -> bool:
    """Keep the account as it is until the caller's transaction ends; whether it stands.

    False where it was erased, closed or forgotten meanwhile: an erasure waits, or was faster.
    """
    held = User.objects.select_for_update(no_key=True).filter(pk=user.pk, is_active=True)
    return bool(held.values_list("pk"))
