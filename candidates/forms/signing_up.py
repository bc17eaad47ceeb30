"""Making an account: whoever comes by the link to a file finds the address filled in."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import SignupForm
from allauth.core import context


class AccountForm(SignupForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if proved := get_adapter().proved_address(context.request):
            self.fields["email"].initial = proved
