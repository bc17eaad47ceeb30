"""A change while those who asked are told of a call: nobody is invited to what has moved or ended."""

import re

import pytest

from missions.models import Call
from missions.services.telling import tell_followers
from osce_portal.mail.models import MailState, QueuedMail
from tests.factories.accounts import UserFactory
from tests.factories.missions import CallFactory
from tests.races import in_the_midst_of
from tests.selection.candidacies.changes.doing import do
from tests.selection.candidacies.changes.test_followers import follower
from tests.selection.candidacies.changes.test_services import LATER, make

pytestmark = pytest.mark.django_db(transaction=True)

READERS = re.compile('SELECT DISTINCT "missions_subscription"')


@pytest.fixture
def call() -> Call:
    """Open, of which three people are to be told, each in a part of their own."""
    for _ in range(3):
        follower("en")
    return CallFactory()


@pytest.fixture(autouse=True)
def one_in_each_part(settings):
    settings.FOLLOWERS_TOLD_AT_ONCE = 1


def invitations() -> list[QueuedMail]:
    """Those that no change has overtaken."""
    return list(QueuedMail.objects.filter(key__startswith="call-opened:"))


@pytest.mark.parametrize("with_lock", [True, False])
def test_a_cancellation_overtakes_what_was_being_written(call, with_lock):
    """It waits for the mails being written, and finds them; the parts after it find the call ended."""
    change, people = make(call, "cancelled"), [UserFactory(staff=True), UserFactory(staff=True)]

    in_the_midst_of(tell_followers, lambda: do(change, *people), with_lock=with_lock)
    tell_followers()

    assert Call.objects.get().cancelled_at is not None
    assert len(invitations()) == (0 if with_lock else 1)
    invited = QueuedMail.objects.filter(template="missions/call_opened", state=MailState.SENT).count()
    ended = QueuedMail.objects.filter(template="missions/call_changed").count()
    assert (ended == invited) is with_lock


def test_who_is_not_told_yet_is_told_of_the_day_to_which_a_call_has_moved(call):
    change, people = make(call, "later", election_day=LATER), [UserFactory(staff=True) for _one in range(2)]

    in_the_midst_of(tell_followers, lambda: do(change, *people), with_lock=False, before=READERS)
    assert invitations() == []
    assert Call.objects.get().followers_told_at is None
    assert (tell_followers(), tell_followers()) == (3, 0)

    moved = Call.objects.get()
    assert {mail.not_after for mail in invitations()} == {moved.closes_at}
    assert all(f"{moved.closes_on:%B %Y}" in mail.body for mail in invitations())
    assert not QueuedMail.objects.filter(template="missions/call_changed").exists()
