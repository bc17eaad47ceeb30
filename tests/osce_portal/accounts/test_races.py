"""An address confirmed while the night forgets accounts: whoever was faster, nothing confirmed is lost."""

import datetime as dt
import re
import threading

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.utils import timezone

from osce_portal.accounts.models import User
from osce_portal.accounts.services import forget_unconfirmed
from tests.factories.accounts import UserFactory
from tests.races import LONG, Wire, at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
LOOKING_FOR_A_FILE = re.compile(r'SELECT .* FROM "candidates_candidate"')


def test_an_address_confirmed_after_the_night_found_it_unconfirmed_keeps_its_account():
    user = UserFactory(date_joined=timezone.now() - dt.timedelta(days=90))
    EmailAddress.objects.create(user=user, email=user.email, verified=False, primary=True)
    is_found, is_confirmed = threading.Event(), threading.Event()

    def wait_for_the_person() -> None:
        is_found.set()
        assert is_confirmed.wait(LONG)

    def night() -> int:
        with connection.execute_wrapper(Wire(LOOKING_FOR_A_FILE, wait_for_the_person, with_lock=True)):
            return forget_unconfirmed()

    def person() -> None:
        assert is_found.wait(LONG)
        EmailAddress.objects.filter(user=user).update(verified=True)
        is_confirmed.set()

    assert at_once(night, person) == [0, None]
    assert User.objects.filter(pk=user.pk).exists()
