"""What may happen to missions and calls, what may not, and what the log says of it."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from missions import errors
from missions.enums import DatePrecision, MissionFormat, MissionStage
from missions.models import Call
from missions.services import (
    bands_of,
    close_call,
    close_due_calls,
    confirm_mission,
    enter_past_calls,
    hash_seed,
    publish_call,
    set_bands,
    set_election_call,
    update_call_settings,
    update_mission,
)
from osce_portal.audit.models import AuditEntry, AuditValues
from osce_portal.common.enums import Role
from osce_portal.night import night_steps
from tests.factories.accounts import UserFactory
from tests.factories.missions import CallFactory, MissionFactory, days_from_today

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    """The messages are read in the language in which the code says them."""
    with translation.override("en"):
        yield


@pytest.fixture
def officer():
    return UserFactory(staff=True)


def logged(action: str) -> dict:
    return AuditValues.objects.get(entry__action=action).values


def test_a_call_takes_its_deadline_from_the_election_day(officer):
    call = set_election_call(MissionFactory(election_day=dt.date(2027, 5, 9)), actor=officer)

    assert call.closes_on == dt.date(2027, 3, 28)
    assert call.closes_at == dt.datetime(2027, 3, 28, 22, tzinfo=dt.UTC)
    assert (call.role, call.places, call.published_at) == (Role.STO, None, None)
    assert AuditEntry.objects.get(action="call.set").actor == officer


def test_setting_the_call_again_follows_a_moved_day_until_it_is_published(officer):
    mission = MissionFactory(election_day=dt.date(2099, 5, 9))
    first = set_election_call(mission, actor=officer)
    mission.election_day = dt.date(2099, 5, 16)
    mission.save()

    again = set_election_call(mission, actor=officer)
    assert (again.pk, again.closes_on) == (first.pk, dt.date(2099, 4, 4))
    publish_call(again, actor=officer)
    with pytest.raises(errors.AlreadyPublished):
        set_election_call(mission, actor=officer)


@pytest.mark.parametrize(
    ("facts", "role", "refusal"),
    [
        ({"format": MissionFormat.LEOM}, Role.STO, errors.AsksForNobody),
        ({"format": MissionFormat.EET}, Role.LTO, errors.AsksForNobody),
        ({"format": MissionFormat.UNKNOWN}, Role.STO, errors.AsksForNobody),
        ({}, Role.CORE_TEAM, errors.AsksForNobody),
        ({"without_day": True}, Role.STO, errors.ElectionDayUnknown),
        ({"date_precision": DatePrecision.MONTH}, Role.STO, errors.ElectionDayUnknown),
    ],
)
def test_no_call_where_nobody_is_asked_for_or_the_day_is_not_known(officer, facts, role, refusal):
    with pytest.raises(refusal):
        set_election_call(MissionFactory(**facts), actor=officer, role=role)


def test_a_long_term_call_may_close_earlier_but_never_later(officer, settings):
    """Where such calls are switched on, and ODIHR's own date for naming observers is known."""
    mission = MissionFactory(format=MissionFormat.LEOM)
    day = mission.election_day
    with pytest.raises(errors.LongTermCallsOff):
        set_election_call(mission, actor=officer, role=Role.LTO)
    settings.LTO_CALLS_ALLOWED = True
    with pytest.raises(errors.LongTermDateUnknown):
        set_election_call(mission, actor=officer, role=Role.LTO)
    mission.long_term_due_on = day - dt.timedelta(days=50)
    mission.save()
    call = set_election_call(mission, actor=officer, role=Role.LTO)
    assert call.closes_on == day - dt.timedelta(days=50 + settings.LTO_MARGIN_DAYS)

    with pytest.raises(errors.LaterThanSixWeeks):
        set_election_call(mission, actor=officer, role=Role.LTO, closes_on=day - dt.timedelta(days=41))
    call = set_election_call(mission, actor=officer, role=Role.LTO, closes_on=day - dt.timedelta(days=60))
    assert call.closes_on == day - dt.timedelta(days=60)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"election_day": days_from_today(90)}, errors.LaterThanSixWeeks),
        ({"format": MissionFormat.LEOM}, errors.AsksForNobody),
        ({"stage": MissionStage.CANCELLED}, errors.MissionIsOver),
    ],
)
def test_a_call_that_was_set_is_published_only_as_its_mission_stands_now(officer, facts, refusal):
    call = set_election_call(MissionFactory(), actor=officer)
    mission = update_mission(call.mission, actor=officer, **facts)

    with pytest.raises(refusal):
        publish_call(call, actor=officer)
    if refusal is errors.LaterThanSixWeeks:
        call = publish_call(set_election_call(mission, actor=officer), actor=officer)
        assert call.closes_on == mission.election_day - dt.timedelta(days=42)
    else:
        with pytest.raises(refusal):
            set_election_call(mission, actor=officer)


def test_publishing_opens_the_call_and_commits_to_a_seed(officer):
    call = publish_call(set_election_call(MissionFactory(), actor=officer), actor=officer)

    assert call.is_open(timezone.now())
    assert len(call.seed) == 64
    assert logged("call.published")["seed_sha256"] == hash_seed(call.seed)
    assert call.seed not in str(logged("call.published"))


def test_two_calls_have_different_seeds(officer):
    seeds = {
        publish_call(set_election_call(MissionFactory(), actor=officer), actor=officer).seed for _ in range(3)
    }
    assert len(seeds) == 3


def test_a_call_can_be_published_now_and_open_later(officer):
    opens_at = timezone.now() + dt.timedelta(days=3)
    call = publish_call(CallFactory(unpublished=True), actor=officer, opens_at=opens_at)

    assert not call.is_open(timezone.now())
    assert call.is_open(opens_at)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({}, errors.AlreadyPublished),
        ({"unpublished": True, "awaited": True}, errors.ElectionDayUnknown),
        ({"unpublished": True, "mission__published_at": None}, errors.MissionNotPublished),
        ({"unpublished": True, "due": True}, errors.DeadlinePassed),
    ],
)
def test_a_call_is_not_published_twice_late_or_without_its_mission(officer, facts, refusal):
    with pytest.raises(refusal):
        publish_call(CallFactory(**facts), actor=officer)


def test_a_call_of_the_past_is_entered_closed_and_a_coming_one_is_not(officer):
    (call,) = enter_past_calls([MissionFactory(past=True)], actor=officer)

    assert call.status_at(timezone.now()) == "closed"
    assert call.closed_at == call.closes_at
    with pytest.raises(errors.StillOpen):
        enter_past_calls([MissionFactory(past=True), MissionFactory()], actor=officer)
    assert Call.objects.count() == 1


def test_a_call_does_not_close_before_its_deadline(officer):
    with pytest.raises(errors.StillOpen):
        close_call(CallFactory(), actor=officer)


def test_the_night_closes_what_is_due_and_nothing_else():
    due = CallFactory(due=True)
    for trait in ("open", "closed", "awaited", "unpublished"):
        CallFactory(**{trait: True})
    step = next(step for step in night_steps() if step.name == "missions: close calls")

    assert (step.run(), step.run()) == (1, 0)
    due.refresh_from_db()
    assert due.closed_at is not None
    assert AuditEntry.objects.get(action="call.closed").actor is None


def test_closing_many_calls_closes_each():
    CallFactory.create_batch(3, due=True)

    assert close_due_calls() == 3


def test_settings_are_changed_and_logged_with_what_was_before(officer):
    call = CallFactory(places=10)

    update_call_settings(call, actor=officer, places=12, budget_cents=0, unit_cost_cents=None)

    call.refresh_from_db()
    assert (call.places, call.budget_cents, call.unit_cost_cents) == (12, 0, None)
    assert logged("call.settings_changed") == {"places": [10, 12], "budget_cents": [None, 0]}


def test_unchanged_settings_leave_no_trace(officer):
    update_call_settings(CallFactory(places=10), actor=officer, places=10)

    assert not AuditEntry.objects.filter(action="call.settings_changed").exists()


def test_settings_of_a_decided_call_stand(officer):
    call = CallFactory(closed=True, decided_at=timezone.now())

    with pytest.raises(errors.AlreadyDecided):
        update_call_settings(call, actor=officer, places=3)
    with pytest.raises(errors.AlreadyDecided):
        set_bands(call, actor=officer, bands=[])


def test_the_deadline_is_no_setting(officer):
    with pytest.raises(TypeError):
        update_call_settings(CallFactory(), actor=officer, closes_at=timezone.now())


def test_zero_places_are_refused_in_words(officer):
    with pytest.raises(ValidationError, match="At least one place"):
        update_call_settings(CallFactory(), actor=officer, places=0)


def test_bands_are_replaced_as_a_whole_and_logged(officer):
    call = CallFactory()
    set_bands(call, actor=officer, bands=[{"label": "gender=F", "min_share": 40}])
    set_bands(call, actor=officer, bands=[{"label": "gender=F", "min_share": 45, "max_share": 55}])

    assert [band["min_share"] for band in bands_of(call)] == [45]
    assert AuditEntry.objects.filter(action="call.bands_changed").count() == 2


def test_a_wrong_band_leaves_the_old_ones(officer):
    call = CallFactory()
    set_bands(call, actor=officer, bands=[{"label": "gender=F", "min_share": 40}])

    with pytest.raises(ValidationError, match="minimum is higher"), transaction.atomic():
        set_bands(call, actor=officer, bands=[{"label": "gender=F", "min_share": 60, "max_share": 40}])
    assert [band["min_share"] for band in bands_of(call)] == [40]


def test_a_mission_is_confirmed_with_its_source_and_published(officer):
    mission = confirm_mission(
        MissionFactory(unconfirmed=True, unpublished=True), source=" https://www.osce.org/x ", actor=officer
    )

    assert (mission.is_confirmed, mission.source) == (True, "https://www.osce.org/x")
    assert mission.published_at is not None
    assert logged("mission.confirmed") == {"source": "https://www.osce.org/x"}


def test_a_mission_is_not_confirmed_without_a_source(officer):
    with pytest.raises(errors.SourceMissing):
        confirm_mission(MissionFactory(unconfirmed=True), source="  ", actor=officer)


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"places": 0}, "call_places_positive"),
        ({"closes_at": None}, "call_opens_only_with_a_deadline"),
        ({"closes_on": None}, "call_deadline_has_a_last_day"),
        ({"mission": None, "closes_on": days_from_today(9)}, "call_has_the_subject_of_its_scheme"),
        ({"minimum_score_tenths": 1001}, "call_minimum_within_scale"),
    ],
)
def test_the_database_itself_refuses_a_call_that_cannot_be(facts, constraint):
    call = CallFactory.build(mission=MissionFactory())
    for name, value in facts.items():
        setattr(call, name, value)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        call.save()


def test_one_call_per_mission_and_role_cancelled_ones_apart():
    call = CallFactory(cancelled_at=timezone.now())
    CallFactory(mission=call.mission)

    with pytest.raises(IntegrityError, match="call_once_per_mission_and_role"), transaction.atomic():
        CallFactory(mission=call.mission)


@pytest.mark.parametrize("name", ["closes_at", "opens_at"])
def test_the_predicate_is_half_open(name):
    call = CallFactory()
    instant = getattr(call, name)
    just_before = instant - dt.timedelta(microseconds=1)

    assert (call.is_open(just_before), call.is_open(instant)) == (
        (True, False) if name == "closes_at" else (False, True)
    )
