import pytest

from missions.models import QuotaTarget
from osce_portal.mail.models import QueuedMail
from selection.assessment.errors import ConflictDeclared
from selection.assessment.services import declare_conflict
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.models import Candidacy, Transition
from selection.delegation import errors
from selection.delegation.enums import RunStatus
from selection.delegation.replacement import free_places, next_on_reserve, preview_replacement
from selection.delegation.services import (
    approve_run,
    cannot_go,
    propose_delegation,
    replace,
    submit_run,
)
from tests.factories.delegation import approve_all, approved_call, marked, officer, selection_call

pytestmark = pytest.mark.django_db


def status_of(candidacy):
    return Candidacy.objects.get(pk=candidacy.pk).status


def test_who_cannot_go_is_withdrawn_with_the_reason_and_the_place_is_free():
    call, (first, _second, _third) = approved_call(800, 700, 600, places=2)
    assert free_places(call) == 0

    cannot_go(first, reason="Told us by telephone.", actor=officer())

    assert status_of(first) == CandidacyStatus.WITHDRAWN
    assert Transition.objects.filter(candidacy=first).last().reason == "Told us by telephone."
    assert free_places(call) == 1


def test_nobody_takes_or_gives_a_place_of_somebody_close():
    _call, (first, second) = approved_call(800, 700, places=1)
    actor = officer()
    for candidacy in (first, second):
        declare_conflict(candidacy.candidate, officer=actor, reason="We are cousins.")

    with pytest.raises(ConflictDeclared):
        cannot_go(first, reason="Told us by telephone.", actor=actor)
    cannot_go(first, reason="Told us by telephone.", actor=officer())
    with pytest.raises(ConflictDeclared):
        replace(second, actor=actor)


def test_giving_up_a_place_needs_a_place_and_a_reason():
    _call, (first, second) = approved_call(800, 700, places=1)
    with pytest.raises(errors.NotPlaced):
        cannot_go(second, reason="Told us by telephone.", actor=officer())
    with pytest.raises(errors.ReasonNeeded):
        cannot_go(first, reason=" ", actor=officer())


def test_the_next_on_the_reserve_list_takes_the_place_and_is_told():
    call, (first, second, third) = approved_call(800, 700, 600, places=1, per_place=2)
    cannot_go(first, reason="Told us by telephone.", actor=officer())
    assert next_on_reserve(call) == second
    with pytest.raises(errors.NotNextOnReserve):
        replace(third, actor=officer())

    replace(second, actor=officer())

    assert status_of(second) == CandidacyStatus.SELECTED
    keys = QueuedMail.objects.filter(recipient_ref=second.candidate.public_id).values_list("key", flat=True)
    assert set(keys) == {f"outcome:{second.public_id}:reserve:1", f"outcome:{second.public_id}:selected:1"}
    with pytest.raises(errors.NoFreePlace):
        replace(third, actor=officer())


def test_a_replacement_beyond_the_budget_is_refused():
    _call, (first, second) = approved_call(800, 700, places=1, budget_cents=100_000)
    Candidacy.objects.filter(pk=second.pk).update(cost_cents=100_001)
    cannot_go(first, reason="Told us by telephone.", actor=officer())

    with pytest.raises(errors.NotNextOnReserve):
        replace(second, actor=officer())


def test_who_would_break_a_rule_that_must_hold_is_passed_over():
    call = selection_call(places=2)
    QuotaTarget.objects.create(call=call, label="language_group=FR", min=1, hard=True)
    french, dutch = marked(call, 900), marked(call, 800, language_group="NL")
    next_dutch, next_french = marked(call, 700, language_group="NL"), marked(call, 600)
    approve_all(call)
    cannot_go(french, reason="Told us by telephone.", actor=officer())

    assert next_on_reserve(call) == next_french
    with pytest.raises(errors.NotNextOnReserve):
        replace(next_dutch, actor=officer())
    replace(next_french, actor=officer())

    assert status_of(next_french) == status_of(dutch) == CandidacyStatus.SELECTED


def test_the_preview_shows_the_least_change_and_the_best_team_with_its_gain():
    call, (first, second, third) = approved_call(800, 700, 600, places=2)
    cannot_go(first, reason="Told us by telephone.", actor=officer())

    preview = preview_replacement(call)

    assert preview.next_on_reserve == third
    assert preview.least.joins == [third]
    assert preview.least.leaves == []
    assert preview.next_is_least
    assert preview.gain_tenths == 0
    assert second not in preview.best.leaves


def test_another_way_to_fill_the_place_is_approved_by_two_people():
    call, (first, second, third) = approved_call(800, 700, 600, places=2)
    cannot_go(first, reason="Told us by telephone.", actor=officer())
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
    cannot_go(first, reason="Told us by telephone.", actor=officer())
    with pytest.raises(errors.OwnSelection):
        replace(second, actor=second.candidate.user)


def test_a_call_without_a_decision_has_nobody_on_its_reserve_list():
    assert next_on_reserve(selection_call()) is None
