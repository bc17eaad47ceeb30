"""Who signs in with which password, and what is known of an account with every page."""

from allauth.account.auth_backends import AuthenticationBackend

from osce_portal.accounts.models import User
from osce_portal.accounts.second_step import owned_second_step


class AccountBackend(AuthenticationBackend):
    """allauth's, whose one query a page also says whether the account has a second step."""

    def get_user(self, user_id: int) -> User | None:
        user = User.objects.annotate(second_step=owned_second_step()).filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
