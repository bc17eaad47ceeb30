import pytest
from django.db import IntegrityError, transaction

from missions.models import QuotaTarget
from osce_portal.audit.models import AuditEntry
from osce_portal.mail.models import QueuedMail
from selection.assessment.errors import ConflictDeclared
from selection.assessment.services import declare_conflict
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.errors import OwnCall
from selection.candidacies.models import Candidacy, Transition
from selection.candidacies.services import withdraw_candidacy
from selection.delegation import errors
from selection.delegation.enums import RunStatus
from selection.delegation.models import Succession
from selection.delegation.replacement import free_places, next_on_reserve, preview_replacement
from selection.delegation.services import (
    approve_run,
    approve_succession,
    cannot_go,
    propose_delegation,
    propose_succession,
    reject_succession,
    submit_run,
)
from tests.factories.delegation import (
    approve_all,
    approved_call,
    give_place,
    marked,
    officer,
    selection_call,
)

pytestmark = pytest.mark.django_db


def status_of(candidacy):
    return Candidacy.objects.get(pk=candidacy.pk).status


def test_who_cannot_go_is_withdrawn_with_a_note_and_the_place_is_free():
    call, (first, _second, _third) = approved_call(800, 700, 600, places=2)
    assert free_places(call) == 0

    cannot_go(first, note="Told us by telephone.", actor=officer())

    assert status_of(first) == CandidacyStatus.WITHDRAWN
    step = Transition.objects.filter(candidacy=first).last()
    assert (step.reason, step.note) == ("", "Told us by telephone.")
    assert free_places(call) == 1


def test_nobody_takes_or_gives_a_place_of_somebody_close():
    _call, (first, second) = approved_call(800, 700, places=1)
    actor = officer()
    for candidacy in (first, second):
        declare_conflict(candidacy.candidate, officer=actor, reason="We are cousins.")

    with pytest.raises(ConflictDeclared):
        cannot_go(first, note="Told us by telephone.", actor=actor)
    cannot_go(first, note="Told us by telephone.", actor=officer())
    with pytest.raises(ConflictDeclared):
        propose_succession(second, actor=actor)


def test_giving_up_a_place_needs_a_place_and_a_reason():
    _call, (first, second) = approved_call(800, 700, places=1)
    with pytest.raises(errors.NotPlaced):
        cannot_go(second, note="Told us by telephone.", actor=officer())
    with pytest.raises(errors.ReasonNeeded):
        cannot_go(first, note=" ", actor=officer())


def test_the_next_on_the_reserve_list_takes_the_place_and_is_told():
    call, (first, second, third) = approved_call(800, 700, 600, places=1, per_place=2)
    cannot_go(first, note="Told us by telephone.", actor=officer())
    assert next_on_reserve(call) == second
    with pytest.raises(errors.NotNextOnReserve):
        give_place(third)

    give_place(second)

    assert status_of(second) == CandidacyStatus.SELECTED
    keys = QueuedMail.objects.filter(recipient_ref=second.candidate.public_id).values_list("key", flat=True)
    assert set(keys) == {f"outcome:{second.public_id}:reserve:1", f"outcome:{second.public_id}:selected:1"}
    with pytest.raises(errors.NoFreePlace):
        give_place(third)


def test_a_replacement_beyond_the_budget_is_refused():
    _call, (first, second) = approved_call(800, 700, places=1, budget_cents=100_000)
    Candidacy.objects.filter(pk=second.pk).update(cost_cents=100_001, cost_reason="Longer journey.")
    cannot_go(first, note="Told us by telephone.", actor=officer())

    with pytest.raises(errors.NotNextOnReserve):
        give_place(second)


def test_who_would_break_a_rule_that_must_hold_is_passed_over():
    call = selection_call(places=2)
    QuotaTarget.objects.create(call=call, label="language_group=FR", min=1, hard=True)
    french, dutch = marked(call, 900), marked(call, 800, language_group="NL")
    next_dutch, next_french = marked(call, 700, language_group="NL"), marked(call, 600)
    approve_all(call)
    cannot_go(french, note="Told us by telephone.", actor=officer())

    assert next_on_reserve(call) == next_french
    with pytest.raises(errors.NotNextOnReserve):
        give_place(next_dutch)
    give_place(next_french)

    assert status_of(next_french) == status_of(dutch) == CandidacyStatus.SELECTED


def test_the_preview_shows_the_least_change_and_the_best_team_with_its_gain():
    call, (first, second, third) = approved_call(800, 700, 600, places=2)
    cannot_go(first, note="Told us by telephone.", actor=officer())

    preview = preview_replacement(call)

    assert preview.next_on_reserve == third
    assert preview.least.joins == [third]
    assert preview.least.leaves == []
    assert preview.next_is_least
    assert preview.gain_tenths == 0
    assert second not in preview.best.leaves


def test_another_way_to_fill_the_place_is_approved_by_two_people():
    call, (first, second, third) = approved_call(800, 700, 600, places=2)
    cannot_go(first, note="Told us by telephone.", actor=officer())
    actor = officer()
    run = propose_delegation(call, actor=actor, keeps_team=True)

    approve_run(submit_run(run, actor=actor), reason="The least change.", actor=officer("decider"))

    run.refresh_from_db()
    assert run.status == RunStatus.APPROVED
    assert [status_of(one) for one in (second, third)] == [CandidacyStatus.SELECTED] * 2


def test_somebody_selected_earlier_can_lose_the_place_by_a_second_approved_run():
    call, (first, second) = approved_call(800, 700, places=1)
    best = marked(call, 900)
    actor = officer()
    run = propose_delegation(call, actor=actor)

    approve_run(submit_run(run, actor=actor), reason="A review admitted her.", actor=officer("decider"))

    assert status_of(best) == CandidacyStatus.SELECTED
    assert status_of(first) == CandidacyStatus.RESERVE
    assert status_of(second) == CandidacyStatus.NOT_SELECTED


def test_an_officer_who_is_a_candidate_replaces_nobody():
    _call, (first, second) = approved_call(800, 700, places=1)
    cannot_go(first, note="Told us by telephone.", actor=officer())
    with pytest.raises(OwnCall):
        propose_succession(second, actor=second.candidate.user)


def test_an_officer_who_is_a_candidate_takes_nobodys_place():
    _call, (first, second) = approved_call(800, 700, places=1)
    with pytest.raises(OwnCall):
        cannot_go(first, note="Told us by telephone.", actor=second.candidate.user)
    assert status_of(first) == CandidacyStatus.SELECTED


def test_a_call_without_a_decision_has_nobody_on_its_reserve_list():
    assert next_on_reserve(selection_call()) is None


def test_who_cannot_go_reads_what_was_noted_and_never_the_internal_note():
    _call, (first,) = approved_call(800, places=1)
    first.candidate.correspondence_language = "en"
    first.candidate.save()

    cannot_go(first, note="Phoned, rude.", reason="Told us in time.", actor=officer())

    mail = QueuedMail.objects.get(key=f"withdrawn:{first.public_id}")
    assert "we noted that you cannot go" in mail.body
    assert "If this is a mistake, answer this mail" in mail.body
    assert "as you asked" not in mail.subject + mail.body
    assert "rude" not in mail.subject + mail.body
    assert [step.reason for step in first.public_transitions][-1] == "Told us in time."


@pytest.fixture
def free_place():
    """A call with one place given up; who noted it, and who is next."""
    call, (first, second) = approved_call(800, 700, places=1)
    recorder = officer("desk_officer", "decider")
    cannot_go(first, note="Told us by telephone.", actor=recorder)
    return call, second, recorder


def test_a_replacement_moves_and_tells_nobody_before_it_is_confirmed(free_place):
    _call, second, recorder = free_place
    mails = QueuedMail.objects.count()

    succession = propose_succession(second, actor=recorder)

    assert (status_of(second), QueuedMail.objects.count()) == (CandidacyStatus.RESERVE, mails)
    approve_succession(succession, reason="The list's order.", actor=officer("decider"))
    assert (status_of(second), QueuedMail.objects.count()) == (CandidacyStatus.SELECTED, mails + 1)


def test_who_proposed_or_noted_does_not_confirm(free_place):
    _call, second, recorder = free_place
    proposer = officer("desk_officer", "decider")
    succession = propose_succession(second, actor=proposer)
    for actor in (proposer, recorder):
        assert not actor.has_perm("delegation.approve_succession", succession)
        with pytest.raises(errors.SecondPersonNeeded):
            approve_succession(succession, reason="Mine.", actor=actor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Succession.objects.update(approver=recorder, reason="Mine.", status=RunStatus.APPROVED)


def test_a_team_of_two_fills_two_places_that_each_of_them_noted():
    _call, (first, second, third, fourth) = approved_call(900, 800, 700, 600, places=2)
    ann, bob = (officer("desk_officer", "decider") for _one in range(2))
    cannot_go(first, note="Told Ann.", actor=ann)
    cannot_go(second, note="Told Bob.", actor=bob)

    give_place(third, actor=ann, decider=bob)
    give_place(fourth, actor=bob, decider=ann)

    assert status_of(third) == status_of(fourth) == CandidacyStatus.SELECTED


def test_a_replacement_sent_back_moves_nobody_and_may_be_proposed_again(free_place):
    _call, second, recorder = free_place
    sent_back = reject_succession(
        propose_succession(second, actor=recorder), reason="Ask again.", actor=officer("decider")
    )
    assert (sent_back.status, status_of(second)) == (RunStatus.REJECTED, CandidacyStatus.RESERVE)
    with pytest.raises(errors.RunNotOpen):
        approve_succession(sent_back, reason="After all.", actor=officer("decider"))
    give_place(second, actor=recorder)


def test_whoever_leaves_the_list_meanwhile_cannot_be_confirmed_and_a_new_proposal_overtakes():
    _call, (first, second, third) = approved_call(800, 700, 600, places=1, per_place=2)
    cannot_go(first, note="Told us by telephone.", actor=officer())
    overtaken = propose_succession(second, actor=officer())
    withdraw_candidacy(second, actor=second.candidate.user)
    with pytest.raises(errors.NotNextOnReserve):
        approve_succession(overtaken, reason="The list's order.", actor=officer("decider"))

    give_place(third)

    overtaken.refresh_from_db()
    assert overtaken.status == RunStatus.STALE


def test_every_step_of_a_replacement_is_in_the_log(free_place):
    _call, second, recorder = free_place
    give_place(second, actor=recorder)
    acts = AuditEntry.objects.filter(subject_ref=second.candidate.public_id).values_list("action", flat=True)
    assert {"selection.replacement_proposed", "selection.replaced"} <= set(acts)
