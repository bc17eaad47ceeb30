"""Two at once: without the locks, both would do it."""

import datetime as dt

import pytest

from missions.enums import ChangeState
from missions.errors import NotBeforeElectionDay
from missions.models import Change
from osce_portal.audit.models import AuditEntry
from osce_portal.mail.models import QueuedMail
from selection.candidacies.changes.errors import AnotherWaits, ChangeDecided, SentBefore
from selection.candidacies.changes.exceptions import decide_exception, propose_exception
from selection.candidacies.changes.services import approve_change, propose_change
from selection.candidacies.changes.working import apply_change
from selection.candidacies.models import Transition
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory, LateAttemptFactory
from tests.factories.missions import CallFactory, days_from_today
from tests.races import in_the_midst_of, race

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = {"note": "x", "message_fr": "x", "message_nl": "x"}


@pytest.fixture
def waiting(settings) -> Change:
    """A cancellation that waits for a second person."""
    settings.SECOND_PERSON_FOR_CHANGES = True
    mission = CandidacyFactory(received=True).call.mission
    change = Change(kind="cancelled", mission=mission, note="x", message_fr="x", message_nl="x")
    return propose_change(change, actor=UserFactory(staff=True))


@pytest.mark.parametrize("with_lock", [True, False])
def test_a_change_is_confirmed_once(waiting, with_lock):
    """The second decider finds it decided."""

    def decide(who):
        return lambda: approve_change(Change.objects.get(pk=waiting.pk), actor=who)

    outcomes = race(*(decide(UserFactory(staff=True)) for _one in range(2)), with_lock=with_lock)

    confirmed = AuditEntry.objects.filter(action="change.applying").count()
    assert confirmed == (1 if with_lock else 2)
    assert ([type(one) for one in outcomes].count(ChangeDecided) == 1) is with_lock


def test_one_button_sent_twice_at_once_is_kept_once():
    """No lock of ours: the reference is unique in the table, so that there is no control without it."""
    call, desk = CandidacyFactory(received=True).call, UserFactory(staff=True)
    shown = Change(kind="description", call=call, note="x", message_fr="x", message_nl="x")

    def send():
        facts = {"call": call, "kind": shown.kind, "note": "x", "message_fr": "x", "message_nl": "x"}
        return propose_change(Change(public_id=shown.public_id, **facts), actor=desk)

    outcomes = race(send, send, with_lock=True)

    assert [type(one) for one in outcomes].count(SentBefore) == 1 and Change.objects.count() == 1


@pytest.mark.parametrize("with_lock", [True, False])
def test_a_change_is_done_once(waiting, with_lock):
    """Of two workers the second finds it done."""
    Change.objects.update(
        state=ChangeState.APPLYING, decided_by=UserFactory(staff=True), decided_at=waiting.proposed_at
    )

    outcomes = race(*[lambda: apply_change(waiting.pk)] * 2, with_lock=with_lock)

    assert Change.objects.get().state == ChangeState.APPLIED
    moved = Transition.objects.filter(target="mission_changed").count()
    if with_lock:
        assert sorted(outcomes) == [False, True] and moved == 1
        assert QueuedMail.objects.filter(template="candidacies/change").count() == 1
    else:
        assert outcomes.count(True) + moved > 2  # each did it


@pytest.mark.parametrize("with_lock", [True, False])
def test_a_deadline_is_not_extended_past_an_election_that_moves_meanwhile(with_lock):
    """Whoever waited for the mission judges by its new day."""
    call = CallFactory(open=True)
    confirmed = {
        "state": ChangeState.APPLYING, "proposed_by": UserFactory(staff=True),
        "decided_by": UserFactory(staff=True), "decided_at": call.published_at,
    }  # fmt: skip
    facts = {"mission": call.mission, "election_day": days_from_today(60)}
    earlier = Change.objects.create(kind="earlier", **facts, **confirmed, **WORDS)
    extended = Change.objects.create(
        kind="extended", call=call, closes_on=days_from_today(65), **confirmed, **WORDS
    )

    outcomes = in_the_midst_of(
        lambda: apply_change(earlier.pk), lambda: apply_change(extended.pk), with_lock=with_lock
    )

    assert outcomes == [True, not with_lock]
    call.refresh_from_db()
    if with_lock:
        assert call.closes_on == days_from_today(60 - 42)


@pytest.mark.parametrize("with_lock", [True, False])
def test_no_exception_is_approved_past_an_election_that_moves_meanwhile(settings, with_lock):
    settings.DEADLINE_EXCEPTIONS_ALLOWED = True
    call, people = CallFactory(closed=True), [UserFactory(staff=True) for _one in range(2)]
    late = LateAttemptFactory(call=call).candidate
    until = call.published_at + dt.timedelta(days=220)
    exception = propose_exception(late, call, until=until, reason="x", actor=people[0])
    change = Change.objects.create(
        kind="earlier", mission=call.mission, election_day=days_from_today(10), state=ChangeState.APPLYING,
        proposed_by=people[0], decided_by=people[1], decided_at=call.published_at, **WORDS,
    )  # fmt: skip

    outcomes = in_the_midst_of(
        lambda: apply_change(change.pk),
        lambda: decide_exception(exception, approve=True, actor=people[1]),
        with_lock=with_lock,
    )

    assert isinstance(outcomes[1], NotBeforeElectionDay) is with_lock
    exception.refresh_from_db()
    assert bool(exception.is_approved) is not with_lock


@pytest.mark.parametrize("with_lock", [True, False])
def test_of_a_mission_and_its_call_one_change_is_proposed(settings, with_lock):
    settings.SECOND_PERSON_FOR_CHANGES = True
    call, actor = CallFactory(open=True), UserFactory(staff=True)
    cancelled = Change(kind="cancelled", mission=call.mission, **WORDS)
    extended = Change(kind="extended", call=call, closes_on=days_from_today(65), **WORDS)

    outcomes = race(
        *(lambda change=change: propose_change(change, actor=actor) for change in (cancelled, extended)),
        with_lock=with_lock,
    )

    assert Change.objects.count() == (1 if with_lock else 2)
    assert [type(one) for one in outcomes].count(AnotherWaits) == int(with_lock)
