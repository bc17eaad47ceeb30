"""Who was told that a call is open is told once when it moves or ends, unless there is a candidacy."""

import pytest

from missions.deadlines import end_of_day
from missions.enums import MissionFormat
from missions.models import Change, Subscription
from missions.services.following import follow_calls
from missions.services.telling import tell_followers
from osce_portal.common.enums import Role, Scheme
from osce_portal.mail.models import MailState, QueuedMail
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.missions import CallFactory, MissionFactory, VacancyCallFactory, days_from_today
from tests.selection.candidacies.changes.doing import do
from tests.selection.candidacies.changes.test_services import LATER, WORDS, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return UserFactory(staff=True, groups=["desk_officer"])


@pytest.fixture
def decider():
    return UserFactory(staff=True, groups=["decider"])


def follower(language: str = "fr", **wish) -> str:
    """Somebody who follows calls; the address."""
    user = UserFactory(language="fr")
    follow_calls(user, language=language, **wish)
    return user.email


def sent() -> None:
    QueuedMail.objects.filter(state=MailState.DUE).update(state=MailState.SENT)


def news() -> list[QueuedMail]:
    return list(QueuedMail.objects.filter(template="missions/call_changed").order_by("pk"))


@pytest.mark.parametrize("mails_left", [True, False])
def test_a_moved_deadline_is_told_once_in_the_language_of_the_wish(desk, decider, mails_left):
    call = CallFactory()
    address = follower("nl")
    tell_followers()
    if mails_left:
        sent()
    UserFactory()

    do(make(call, "later", election_day=LATER), desk, decider)
    assert news() == []  # not in the request
    assert (tell_followers(), tell_followers()) == (1, 0)

    (mail,) = news()
    call.refresh_from_db()
    assert (mail.to_email, mail.language, mail.not_after) == (address, "nl", call.closes_at)
    assert "Reden." in mail.body
    assert f" {call.closes_on.year}" in mail.body
    assert mail.unsubscribe_url in mail.body
    assert mail.unsubscribe_url.startswith("http://testserver/nl/unsubscribe/")


def test_a_cancelled_call_is_told_to_those_whose_mail_had_left(desk, decider):
    call = CallFactory()
    told, waiting, failed, gone = (follower() for _ in range(4))
    tell_followers()
    QueuedMail.objects.filter(to_email=told).update(state=MailState.SENT)
    QueuedMail.objects.filter(to_email=failed).update(state=MailState.FAILED)
    QueuedMail.objects.filter(to_email=gone).update(state=MailState.SENT)
    Subscription.objects.filter(user__email=gone).delete()
    late = follower()

    do(make(call, "cancelled"), desk, decider)
    assert (tell_followers(), tell_followers()) == (1, 0)

    assert [mail.to_email for mail in news()] == [told]
    assert "Raison." in news()[0].body
    assert not QueuedMail.objects.filter(to_email__in=[waiting, late], state=MailState.DUE).exists()


def test_who_has_a_candidacy_is_told_of_that_and_nobody_of_another_call(desk, decider):
    call, other = CallFactory(), VacancyCallFactory()
    person = CandidateFactory()
    follow_calls(person.user, language="fr")
    elsewhere = follower(scheme=Scheme.SECONDMENT)
    tell_followers()
    sent()
    CandidacyFactory(candidate=person, call=call)

    do(make(call, "cancelled"), desk, decider)

    assert tell_followers() == 0
    do(make(other, "cancelled", of_mission=False), desk, decider)
    tell_followers()
    assert {mail.to_email for mail in news()} == {person.user.email, elsewhere}


def test_what_a_later_change_has_overtaken_is_not_told(desk, decider):
    call = CallFactory()
    address = follower()
    tell_followers()
    sent()
    do(make(call, "later", election_day=LATER), desk, decider)
    do(make(call, "later", election_day=days_from_today(170)), desk, decider)
    assert tell_followers() == 1
    do(make(call, "cancelled"), desk, decider)
    assert tell_followers() == 1

    moved, ended = news()
    assert (moved.to_email, moved.state) == (address, MailState.FAILED)  # had not left: taken back
    assert (ended.to_email, ended.state) == (address, MailState.DUE)


@pytest.mark.parametrize(
    ("kind", "facts", "count"),
    [
        ("earlier", {"election_day": days_from_today(90)}, 1),
        ("downgraded", {"format": MissionFormat.LEOM}, 1),
        ("second_round", {"election_day": days_from_today(114)}, 0),
        ("description", {"of_mission": False}, 0),
    ],
)
def test_what_changes_neither_deadline_nor_call_is_not_told(desk, decider, kind, facts, count):
    call = CallFactory()
    follower()
    tell_followers()
    sent()

    do(make(call, kind, **facts), desk, decider)

    assert tell_followers() == count
    assert Change.objects.get().followers_told_at is not None


def test_telling_three_people_of_a_change_costs_the_queries_of_telling_one(
    desk, decider, django_assert_num_queries
):
    counts = []
    for people in (1, 3):
        Subscription.objects.all().delete()
        call = CallFactory()
        for _ in range(people):
            follower()
        tell_followers()
        sent()
        do(make(call, "cancelled"), desk, decider)
        with django_assert_num_queries(counts[0] if counts else 19) as queries:
            tell_followers()
        counts.append(len(queries))
    assert len(news()) == 4


def letters(template: str) -> dict[str, QueuedMail]:
    """Those that no change has overtaken, by their address."""
    rows = QueuedMail.objects.filter(template=f"missions/{template}").exclude(state=MailState.FAILED)
    return {mail.to_email: mail for mail in rows}


def test_who_follows_a_mission_is_told_once_that_it_is_cancelled_before_any_call(desk, decider):
    mission = MissionFactory()
    address = follower("nl", mission=mission)
    follower()
    follower(mission=MissionFactory())

    do(Change(kind="cancelled", mission=mission, **WORDS), desk, decider)
    assert (tell_followers(), tell_followers()) == (1, 0)

    (mail,) = QueuedMail.objects.all()
    assert (mail.to_email, mail.language, mail.not_after) == (address, "nl", None)
    assert "Kirgizië" in mail.subject
    assert "Reden." in mail.body
    assert f"/nl/missions/{mission.public_id}/" in mail.body
    assert mail.unsubscribe_url in mail.body


def test_who_follows_a_mission_is_told_that_its_reduced_format_asks_for_nobody(desk, decider):
    mission = MissionFactory()
    address = follower("en", mission=mission)

    do(Change(kind="downgraded", format=MissionFormat.EET, mission=mission, **WORDS), desk, decider)
    tell_followers()

    mail = letters("mission_changed")[address]
    assert mail.subject.startswith("Another format: Kyrgyzstan")
    assert "It is now: Election expert team (EET)." in mail.body


def test_of_a_mission_that_ends_with_its_calls_everybody_is_told_once(desk, decider):
    call = CallFactory()
    CallFactory(mission=call.mission, role=Role.LTO)
    told = follower(mission=call.mission)
    tell_followers()
    sent()
    late = follower(mission=call.mission)  # asked since the call opened
    person = CandidateFactory()
    follow_calls(person.user, language="fr", mission=call.mission)
    CandidacyFactory(candidate=person, call=call)

    do(make(call, "cancelled"), desk, decider)
    tell_followers()

    assert set(letters("call_changed")) == {told}
    assert set(letters("mission_changed")) == {late}


@pytest.mark.parametrize("is_closed", [True, False])
def test_a_call_that_opens_again_is_told_to_all_who_asked(desk, decider, is_closed):
    call = CallFactory()
    told = follower()
    tell_followers()
    sent()
    late = follower(mission=call.mission)
    closing = days_from_today(-1)
    call.closes_on, call.closes_at = closing, end_of_day(closing)
    call.closed_at = call.closes_at if is_closed else None  # the night has not come yet
    call.save()

    do(make(call, "later", election_day=LATER, reopens=True), desk, decider)
    tell_followers()
    tell_followers()

    call.refresh_from_db()
    assert set(letters("call_changed")) == {told}
    assert set(letters("call_opened")) == {told, late}
    assert letters("call_opened")[late].not_after == call.closes_at
    assert letters("call_changed")[told].not_after == call.closes_at
    assert call.followers_told_at is not None
