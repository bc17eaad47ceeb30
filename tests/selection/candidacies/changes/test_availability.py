"""What people are asked again, until they answer or the question holds no more."""

import datetime as dt

import pytest
from django.utils import translation
from django.utils.formats import date_format

from missions.deadlines import last_day
from missions.errors import NotLater
from missions.models import Change, Mission
from osce_portal.mail.models import QueuedMail
from selection.candidacies.changes.availability import (
    answer_availability,
    open_question,
    refused_question,
)
from selection.candidacies.changes.planning import days_asked
from selection.candidacies.models import AvailabilityQuestion
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory
from tests.factories.missions import CallFactory, MissionFactory, days_from_today
from tests.selection.candidacies.changes.doing import do

pytestmark = pytest.mark.django_db
WORDS = {"note": "Told by the OSCE.", "message_fr": "Raison.", "message_nl": "Reden."}


@pytest.fixture
def act():
    """Do a change of this kind, with a second person where it needs one."""
    desk = UserFactory(staff=True, groups=["desk_officer"])
    decider = UserFactory(staff=True, groups=["decider"])

    return lambda kind, **facts: do(Change(kind=kind, **facts, **WORDS), desk, decider)


def waiting(candidacy) -> set[tuple[str, dt.date | None]]:
    rows = AvailabilityQuestion.objects.filter(candidacy=candidacy, answered_at__isnull=True)
    return set(rows.values_list("change__kind", "starts_on"))


def test_a_question_waits_until_it_is_answered_or_the_days_move(act):
    candidacy = CandidacyFactory(call__open=True, status="selected", received=True)
    call, mission = candidacy.call, candidacy.call.mission
    days = ("later", days_from_today(150 - 6))
    act("later", mission=mission, election_day=days_from_today(150))
    act("description", call=call)
    assert waiting(candidacy) == {days, ("description", None)}
    mission.refresh_from_db()
    act("second_round", mission=mission, election_day=days_from_today(164))
    act("description", call=call)
    assert len(waiting(candidacy)) == 3  # the second one about the words took the place of the first
    for _one in range(3):
        answer_availability(open_question(candidacy), is_available=True, actor=None)
    assert open_question(candidacy) is None

    mission.refresh_from_db()
    act("later", mission=mission, election_day=days_from_today(200))
    assert waiting(candidacy) == {("later", days_from_today(200 - 6))}
    mission.refresh_from_db()
    act("later", mission=mission)
    assert waiting(candidacy) == set()  # the days are not known any more


def test_a_second_round_entered_by_mistake_is_taken_away_with_its_questions(act):
    """Who said no to it is not offered to withdraw for it any more; a mission that is done stays so."""
    call = CallFactory(closed=True, mission__stage="done")
    answered, silent = (CandidacyFactory(call=call, status="selected", received=True) for _one in range(2))
    mission = call.mission
    act("second_round", mission=mission, election_day=days_from_today(164))
    answer_availability(open_question(answered), is_available=False, actor=None)
    assert refused_question(answered) is not None
    Mission.objects.update(stage="done")
    mission.refresh_from_db()

    act("second_round", mission=mission)

    mission.refresh_from_db()
    assert (mission.second_round_on, mission.stage) == (None, "done")
    assert waiting(silent) == set() and refused_question(answered) is None
    assert QueuedMail.objects.filter(template="candidacies/change").count() == 4
    with pytest.raises(NotLater):
        act("second_round", mission=mission)


@pytest.mark.parametrize("role", ["sto", "lto", "core_team"])
@pytest.mark.parametrize("entered", [True, False])
def test_the_days_asked_are_those_of_the_missions_page(act, role, entered):
    """Of a vote of three days, with and without ODIHR's own days; the letter, too, before and after."""
    days = {"short_term_from": 97, "short_term_to": 107, "long_term_from": 60} if entered else {}
    mission = MissionFactory(
        voting_ends_on=days_from_today(102),
        **{name: days_from_today(number) for name, number in days.items()},
    )
    call = CallFactory(mission=mission, role=role)
    candidacy = CandidacyFactory(call=call, received=True, candidate__correspondence_language="en")
    change = Change(kind="later", mission=mission, election_day=days_from_today(150), **WORDS)
    asked = days_asked(change, role)

    act("later", mission=mission, election_day=days_from_today(150))

    mission.refresh_from_db()
    question = AvailabilityQuestion.objects.get(candidacy=candidacy)
    published = mission.days_needed(role)
    assert (question.starts_on, question.ends_on) == asked == published
    with translation.override("en"):
        told = [date_format(day, "DATE_FORMAT") for day in published]
    assert all(day in QueuedMail.objects.get(template="candidacies/change").body for day in told)


def test_a_second_round_is_asked_from_the_day_after_the_whole_vote():
    mission = MissionFactory.build(voting_ends_on=days_from_today(102))
    change = Change(kind="second_round", mission=mission, election_day=days_from_today(105))
    assert days_asked(change, "sto") == (days_from_today(103), days_from_today(109))


def test_both_calls_of_a_mission_move_and_each_asks_for_its_own_days(act):
    named_by = days_from_today(90)  # ODIHR's date for LTOs, which moves with the election
    sto = CandidacyFactory(call__open=True, call__mission__long_term_due_on=named_by, received=True)
    lto = CandidacyFactory(call=CallFactory(mission=sto.call.mission, role="lto"), received=True)
    change = act("later", mission=sto.call.mission, election_day=days_from_today(150))
    first_days = {one: {("later", days_from_today(150 - days))} for one, days in ((sto, 6), (lto, 46))}
    assert {one: waiting(one) for one in first_days} == first_days
    for one in first_days:
        one.call.refresh_from_db()
        assert one.call.closes_on == last_day(days_from_today(150))
        assert QueuedMail.objects.filter(key=f"change:{change.public_id}:{one.public_id}").count() == 1


def test_a_no_to_the_days_of_short_notice_is_the_candidacys_own(act):
    candidacy = CandidacyFactory(call__closed=True, received=True, available=True)
    facts = {"election_day": days_from_today(31), "closes_on": days_from_today(5)}
    act("short_notice", mission=candidacy.call.mission, **facts)
    answer_availability(open_question(candidacy), is_available=False, actor=None)
    candidacy.refresh_from_db()
    assert candidacy.available is False


@pytest.mark.parametrize(
    ("role", "kind", "first", "last"),
    [
        ("sto", "later", 150 - 6, 150 + 4),
        ("lto", "later", 150 - 46, 150 + 9),
        ("sto", "second_round", 150 - 6, 150 + 4),
        ("lto", "second_round", 137, 150 + 9),  # they are there until the first round
    ],
)
def test_the_days_that_are_asked_are_those_of_the_role(role, kind, first, last):
    mission = MissionFactory(election_day=days_from_today(136))
    change = Change(kind=kind, mission=mission, election_day=days_from_today(150))
    assert days_asked(change, role) == (days_from_today(first), days_from_today(last))
