"""Who signs in with which password, and what is known of an account with every page."""

from functools import cache

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from osce_portal.accounts.models import User
from osce_portal.accounts.second_step import owned_second_step


@cache
def _accounts() -> QuerySet[User]:
    """Every account; put together once, since that took more time than all else in asking for one."""
    return User.objects.annotate(second_step=owned_second_step()).order_by()


class AccountBackend(AuthenticationBackend):
    """allauth's, whose one query a page also says whether the account has a second step."""

    def get_user(self, user_id: int) -> User | None:
        user = next(iter(_accounts().filter(pk=user_id)), None)
        return user if user and self.user_can_authenticate(user) else None
