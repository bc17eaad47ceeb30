"""Each way things move, done for every status at once."""

import pytest
from django.utils import timezone

from missions import errors as refusals
from missions.deadlines import end_of_day, last_day
from missions.enums import CallTurn, ChangeState, MissionFormat, MissionStage
from missions.models import Budget, Change, Commitment
from osce_portal.audit.models import AuditEntry
from osce_portal.mail.models import MailState, QueuedMail
from selection.candidacies.changes import errors
from selection.candidacies.changes.services import (
    approve_change,
    preview_change,
    propose_change,
    refuse_change,
    take_back_change,
)
from selection.candidacies.changes.working import apply_change
from selection.candidacies.enums import NEVER_RECEIVED, WENT, CandidacyStatus
from selection.candidacies.errors import OwnCall
from selection.candidacies.models import AvailabilityQuestion, Candidacy
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory
from tests.factories.elearning import CertificateFactory
from tests.factories.mail import QueuedMailFactory
from tests.factories.missions import CallFactory, MissionFactory, VacancyCallFactory, days_from_today
from tests.selection.candidacies.changes.doing import do
from tests.selection.candidacies.changes.table import code

pytestmark = pytest.mark.django_db
S = CandidacyStatus
WORDS = {
    "note": "Told by the OSCE.", "message_fr": "Raison.", "message_nl": "Reden.", "message_en": "Why.",
}  # fmt: skip


@pytest.fixture
def desk():
    return UserFactory(staff=True, groups=["desk_officer"])


@pytest.fixture
def decider():
    return UserFactory(staff=True, groups=["decider"])


def one_of_each(call) -> dict[str, Candidacy]:
    """A candidacy of every status, in the four languages by turns."""
    found = {}
    for number, status in enumerate(CandidacyStatus):
        traits = {"ready": True} if status in NEVER_RECEIVED else {"received": True}
        traits |= {} if call.mission else {"certificate": None}
        language = ("fr", "nl", "de", "en")[number % 4]
        found[status] = CandidacyFactory(
            call=call, status=status, candidate__correspondence_language=language, **traits
        )
    return found


def make(target, kind, **facts) -> Change:
    of = {"mission": target.mission} if facts.pop("of_mission", True) else {"call": target}
    return Change(kind=kind, **of, **WORDS, **facts)


LATER, EARLIER = days_from_today(150), days_from_today(90)
STATES = {
    "open": lambda: CallFactory(open=True),
    "closed": lambda: CallFactory(closed=True),
    "decided": lambda: CallFactory(closed=True, decided_at=timezone.now()),
    "vacancy": lambda: VacancyCallFactory(closed=True),
    "second round": lambda: CallFactory(closed=True, mission__second_round_on=days_from_today(44)),
}
SCENARIOS = {
    "later, before closing": (CallTurn.MOVES, "open", {"kind": "later", "election_day": LATER}),
    "later, day unknown": (CallTurn.STANDS, "open", {"kind": "later"}),
    "later, after closing": (CallTurn.STANDS, "closed", {"kind": "later", "election_day": LATER}),
    "later, decided": (CallTurn.STANDS, "decided", {"kind": "later", "election_day": LATER, "reopens": True}),
    "earlier, after closing": (
        CallTurn.STANDS, "closed", {"kind": "earlier", "election_day": days_from_today(20)},
    ),
    "advertised again": (
        CallTurn.REOPENS, "vacancy",
        {"kind": "readvertised", "closes_on": days_from_today(20), "of_mission": False},
    ),
    "later, reopened": (
        CallTurn.REOPENS, "closed", {"kind": "later", "election_day": LATER, "reopens": True},
    ),
    "earlier": (CallTurn.MOVES, "open", {"kind": "earlier", "election_day": EARLIER}),
    "short notice": (
        CallTurn.REOPENS, "closed",
        {"kind": "short_notice", "election_day": days_from_today(31), "closes_on": days_from_today(5)},
    ),
    "second round": (CallTurn.ROUND, "closed", {"kind": "second_round", "election_day": days_from_today(44)}),
    "no second round": (CallTurn.NO_ROUND, "second round", {"kind": "second_round"}),
    "reduced": (CallTurn.ENDS, "closed", {"kind": "downgraded", "format": MissionFormat.LEOM}),
    "cancelled": (CallTurn.ENDS, "open", {"kind": "cancelled"}),
    "extended": (
        CallTurn.MOVES, "open",
        {"kind": "extended", "closes_on": days_from_today(65), "of_mission": False},
    ),
    "described": (CallTurn.DESCRIBED, "open", {"kind": "description", "of_mission": False}),
}  # fmt: skip
NOT_ASKED = {"later, day unknown", "extended", "advertised again"}
AFTER = {"E": S.MISSION_CHANGED, "R": S.DRAFT}


@pytest.mark.parametrize("name", SCENARIOS)
def test_each_way_things_move_for_every_status(name, desk, decider):
    """Nothing lost, nobody told twice, everybody in the own language."""
    turn, state, facts = SCENARIOS[name]
    call = STATES[state]()
    before = one_of_each(call)
    closes_at = {one.pk: one.closes_at for one in before.values()}

    change = do(make(call, **facts), desk, decider)

    assert change.state == ChangeState.APPLIED
    codes = {status: code(status, turn, is_decided=state == "decided") for status in before}
    asked = {status for status in before if codes[status] == "a" and name not in NOT_ASKED}
    after = {status: Candidacy.objects.get(pk=one.pk) for status, one in before.items()}
    assert {s: one.status for s, one in after.items()} == {s: AFTER.get(codes[s], s) for s in before}
    assert {one.pk: one.closes_at for one in after.values()} == closes_at  # what was received stands
    told = {f"change:{change.public_id}:{one.public_id}" for s, one in before.items() if codes[s] != "."}
    mails = QueuedMail.objects.filter(template="candidacies/change")
    assert {mail.key for mail in mails} == told
    assert {mail.recipient_ref: mail.language for mail in mails} == {
        one.candidate.public_id: one.candidate.language for s, one in before.items() if codes[s] != "."
    }
    said = {"fr": "Raison.", "nl": "Reden.", "de": "Reden.", "en": "Why."}
    assert [mail.key for mail in mails if said[mail.language] not in mail.body] == []
    questions = AvailabilityQuestion.objects.filter(change=change)
    assert {one.candidacy.status for one in questions} == {after[s].status for s in asked}
    assert change.effect["told"] == len(told) and change.effect["asked"] == len(asked)
    with pytest.raises(errors.ChangeDecided):
        approve_change(change, actor=UserFactory(staff=True, groups=["decider"]))
    assert apply_change(change.pk) is False
    assert QueuedMail.objects.filter(template="candidacies/change").count() == len(told)


def test_what_a_cancelled_mission_releases(desk, decider):
    call = CallFactory(closed=True)
    line = Budget.objects.create(year=2027, line="14-53-5", amount_cents=10_000_000)
    for kind, cents in (("planned", 100_00), ("committed", 200_00), ("spent", 50_00)):
        Commitment.objects.create(budget=line, call=call, kind=kind, cents=cents)
    people = one_of_each(call)
    QueuedMailFactory(template="candidacies/reminder", key=f"reminder:x:{call.public_id}:2027-01-01:7")
    other = QueuedMailFactory(template="candidacies/reminder", key="reminder:x:another:2027-01-01:7")
    opened = QueuedMailFactory(template="missions/call_opened", key=f"call-opened:{call.public_id}:x")

    change = do(make(call, kind="cancelled"), desk, decider)

    call.refresh_from_db()
    call.mission.refresh_from_db()
    assert call.cancelled_at is not None and call.mission.stage == MissionStage.CANCELLED
    free = set(Commitment.objects.filter(released_at__isnull=False).values_list("kind", flat=True))
    assert free == {"planned", "committed"} and change.effect["released_cents"] == 300_00
    kept = {
        s
        for s, one in people.items()
        if type(one.certificate).objects.get(pk=one.certificate_id).released_at is None
    }
    assert kept == WENT
    stopped = set(QueuedMail.objects.filter(state=MailState.FAILED).values_list("last_error", flat=True))
    other.refresh_from_db()
    opened.refresh_from_db()
    assert opened.state == MailState.FAILED
    assert stopped == {"overtaken by a change"} and other.state == MailState.DUE
    assert AuditEntry.objects.filter(action="change.applied", actor=desk).count() == 1
    with pytest.raises(refusals.MissionIsOver):
        propose_change(make(call, kind="later"), actor=desk)


def test_a_reduced_mission_keeps_its_long_term_call_and_its_certificates(desk, decider):
    sto = CallFactory(open=True)
    lto = CallFactory(mission=sto.mission, role="lto")
    goes_on = CandidacyFactory(call=lto, received=True)
    ends = CandidacyFactory(call=sto, received=True)
    both = CandidacyFactory(
        call=sto, candidate=goes_on.candidate, received=True, certificate=goes_on.certificate
    )

    do(make(sto, kind="downgraded", format=MissionFormat.LEOM), desk, decider)

    states = {
        one.pk: (one.status, one.certificate.released_at is None)
        for one in Candidacy.objects.select_related("certificate")
    }
    assert states == {
        goes_on.pk: (S.SUBMITTED, True),
        both.pk: (S.MISSION_CHANGED, True),
        ends.pk: (S.MISSION_CHANGED, False),
    }  # fmt: skip
    lto.refresh_from_db()
    assert lto.cancelled_at is None
    assert {mail.recipient_ref for mail in QueuedMail.objects.all()} == {
        ends.candidate.public_id,
        goes_on.candidate.public_id,
    }


@pytest.mark.parametrize(
    ("kind", "reduced_to", "frees"),
    [
        ("cancelled", "", True),
        ("downgraded", MissionFormat.EAM, True),
        ("downgraded", MissionFormat.LEOM, False),  # LTOs may still be asked for
    ],
)
def test_a_mission_that_asks_for_nobody_frees_certificates_without_a_call(
    desk, decider, kind, reduced_to, frees
):
    certificate = CertificateFactory(mission=MissionFactory())
    change = Change(kind=kind, format=reduced_to, mission=certificate.mission, **WORDS)
    change = do(change, desk, decider)
    certificate.refresh_from_db()
    assert (certificate.released_at is not None) is frees and change.effect["certificates"] == int(frees)


def test_the_deadline_moves_and_the_mission_follows(desk, decider):
    call = CallFactory(closed=True)
    do(make(call, kind="later", election_day=LATER, reopens=True), desk, decider)
    call.refresh_from_db()
    call.mission.refresh_from_db()
    assert (call.closes_on, call.closed_at) == (last_day(LATER), None)
    assert call.closes_at == end_of_day(call.closes_on) and call.is_open(timezone.now())
    assert (call.mission.election_day, call.mission.stage) == (LATER, MissionStage.POSTPONED)


def test_the_days_in_the_field_move_with_the_election_and_are_not_known_without_it(desk, decider):
    days = {"short_term_from": 95, "short_term_to": 104, "second_round_on": 114}
    mission = MissionFactory(**{name: days_from_today(number) for name, number in days.items()})
    do(Change(kind="later", mission=mission, election_day=LATER, **WORDS), desk, decider)
    mission.refresh_from_db()
    moved = {name: days_from_today(number + 50) for name, number in days.items()}
    assert {name: getattr(mission, name) for name in days} == moved
    change = do(Change(kind="later", mission=mission, **WORDS), desk, decider)
    mission.refresh_from_db()
    assert {getattr(mission, name) for name in days} == {None}
    assert change.before["second_round_on"] == moved["second_round_on"].isoformat()


def test_a_mission_without_a_call_frees_its_certificates(desk):
    certificate = CertificateFactory()
    change = do(Change(kind="cancelled", mission=certificate.mission, **WORDS), desk, None)
    certificate.refresh_from_db()
    assert certificate.released_at is not None and change.effect["certificates"] == 1


def test_what_cannot_be_done_is_refused_before_it_is_proposed(desk):
    """A cancelled call does not move; nobody can be called to a mission that is not published."""
    cancelled = CallFactory(open=True, cancelled_at=timezone.now())
    with pytest.raises(refusals.CallIsCancelled):
        propose_change(make(cancelled, kind="extended", closes_on=LATER, of_mission=False), actor=desk)
    hidden = MissionFactory(election_day=days_from_today(30), unpublished=True)
    change = Change(kind="short_notice", mission=hidden, closes_on=days_from_today(5), **WORDS)
    with pytest.raises(refusals.MissionNotPublished):
        propose_change(change, actor=desk)


def test_an_approved_selection_is_not_opened_again(desk, decider):
    call = CallFactory(closed=True, decided_at=timezone.now())
    closes_on = call.closes_on
    do(make(call, kind="later", election_day=LATER, reopens=True), desk, decider)
    call.refresh_from_db()
    assert call.closes_on == closes_on and call.closed_at is not None
    with pytest.raises(refusals.SelectionStands):
        propose_change(make(call, kind="extended", closes_on=LATER, of_mission=False), actor=desk)


def test_a_mission_called_at_short_notice_gets_its_call(desk, decider):
    mission = MissionFactory(election_day=days_from_today(30))
    change = Change(kind="short_notice", mission=mission, closes_on=days_from_today(4), **WORDS)
    do(change, desk, decider)
    call = mission.calls.get()
    assert call.closes_on == days_from_today(4) and call.is_open(timezone.now())


def test_a_changed_deadline_always_needs_a_second_person(desk, decider, settings):
    """Whatever the setting says for the rest."""
    call = CallFactory(open=True)
    change = propose_change(make(call, kind="later", election_day=LATER), actor=desk)
    assert change.state == ChangeState.PROPOSED and change.needs_second
    with pytest.raises(errors.SecondPersonNeeded):
        approve_change(change, actor=desk)
    with pytest.raises(errors.SecondPersonNeeded):
        refuse_change(change, actor=desk, note="No.")
    with pytest.raises(errors.AnotherWaits):
        propose_change(make(call, kind="earlier", election_day=EARLIER), actor=desk)
    with pytest.raises(errors.NotTheProposer):
        take_back_change(change, actor=decider)
    with pytest.raises(errors.DecisionReasonMissing):
        refuse_change(change, actor=decider, note=" ")
    assert refuse_change(change, actor=decider, note="Not sure yet.").state == ChangeState.REFUSED
    settings.SECOND_PERSON_FOR_CHANGES = True
    waits = propose_change(make(call, kind="cancelled"), actor=desk)
    assert take_back_change(waits, actor=desk).state == ChangeState.TAKEN_BACK
    assert not QueuedMail.objects.exists()


@pytest.mark.parametrize("first", ["mission", "call"])
def test_a_change_of_a_mission_waits_alone_without_any_of_its_calls(desk, settings, first):
    settings.SECOND_PERSON_FOR_CHANGES = True
    call = CallFactory(open=True)
    lto = CallFactory(mission=call.mission, role="lto")
    made = {
        "mission": lambda: make(call, kind="cancelled"),
        "call": lambda: make(call, kind="description", of_mission=False),
    }
    waits = propose_change(made.pop(first)(), actor=desk)
    (second,) = made.values()
    with pytest.raises(errors.AnotherWaits):
        propose_change(second(), actor=desk)
    other = make(lto, kind="description", of_mission=False)
    if first == "call":
        assert propose_change(other, actor=desk).state == ChangeState.PROPOSED  # it touches another call
        take_back_change(other, actor=desk)
    take_back_change(waits, actor=desk)
    assert propose_change(second(), actor=desk).state == ChangeState.PROPOSED


def test_what_waited_too_long_is_refused_rather_than_done_retroactively(desk, decider):
    """The notice counts from the instant of the decision, not of the proposal."""
    call = CallFactory(closed=True)
    change = make(call, kind="extended", closes_on=days_from_today(5), of_mission=False)
    change = propose_change(change, actor=desk)
    Change.objects.update(closes_on=days_from_today(1))
    with pytest.raises(refusals.TooShortNotice):
        approve_change(Change.objects.get(pk=change.pk), actor=decider)
    assert Change.objects.get().state == ChangeState.PROPOSED


def test_staff_who_are_candidates_keep_away(desk):
    candidacy = CandidacyFactory(received=True, candidate__user=desk)
    for act in (preview_change, propose_change):
        with pytest.raises(OwnCall):
            act(make(candidacy.call, kind="cancelled"), actor=desk)


def test_the_number_of_people_costs_no_queries(desk, django_assert_max_num_queries):
    def cost(number: int) -> int:
        call = CallFactory(open=True)
        for _one in range(number):
            CandidacyFactory(call=call, received=True)
        with django_assert_max_num_queries(100) as asked:
            do(make(call, kind="cancelled"), desk, None)
        return len(asked)

    assert cost(1) == cost(3)
