"""A cost of one's own: with a reason, never in an own call, and not once the selection is approved."""

import pytest
from django.db import IntegrityError, transaction

from osce_portal.audit.models import AuditEntry, AuditValues
from osce_portal.common.errors import OwnFile
from osce_portal.merging import merge_parts
from osce_portal.people import person_behind
from osce_portal.privacy.services import erase_person
from selection.assessment.errors import ConflictDeclared
from selection.assessment.services import declare_conflict
from selection.candidacies import errors
from selection.candidacies.models import Candidacy
from selection.candidacies.services import set_own_cost, withdraw_candidacy
from selection.delegation.errors import StaleRun
from selection.delegation.services import approve_run, propose_delegation, submit_run
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.delegation import marked, officer, selection_call
from tests.races import race

pytestmark = pytest.mark.django_db
JOURNEY = "Travels from Tokyo."


def values_of(entry) -> dict:
    return AuditValues.objects.get(entry=entry).values


def cost_of(candidacy) -> tuple[int | None, str]:
    kept = Candidacy.objects.get(pk=candidacy.pk)
    return kept.cost_cents, kept.cost_reason


@pytest.mark.parametrize("cents", [0, 310_050])
def test_an_own_cost_is_kept_with_its_reason_and_logged(cents):
    candidacy, actor = CandidacyFactory(received=True), officer("budget_officer")

    set_own_cost(candidacy, cents=cents, reason=f" {JOURNEY} ", actor=actor)

    assert cost_of(candidacy) == (cents, JOURNEY)
    entry = AuditEntry.objects.get(action="candidacy.cost_set")
    assert (entry.actor, entry.subject_ref) == (actor, candidacy.candidate.public_id)
    assert values_of(entry) == {"cost_cents": [None, cents], "reason": JOURNEY}


def test_none_goes_back_to_the_standard_cost_and_the_log_keeps_why():
    candidacy, actor = CandidacyFactory(received=True), officer()
    set_own_cost(candidacy, cents=100, reason=JOURNEY, actor=actor)

    set_own_cost(candidacy, cents=None, reason="Moved to Brussels.", actor=actor)

    assert cost_of(candidacy) == (None, "")
    last = AuditEntry.objects.filter(action="candidacy.cost_set").latest("pk")
    assert values_of(last) == {"cost_cents": [100, None], "reason": "Moved to Brussels."}


@pytest.mark.parametrize("cents", [100, None])
def test_without_a_reason_nothing_changes(cents):
    candidacy = CandidacyFactory(received=True)
    with pytest.raises(errors.CostWithoutReason):
        set_own_cost(candidacy, cents=cents, reason="  ", actor=officer())
    assert cost_of(candidacy) == (None, "")


@pytest.mark.parametrize("values", [{"cost_cents": 1}, {"cost_reason": JOURNEY}])
def test_the_table_knows_no_cost_without_reason_and_no_reason_without_cost(values):
    candidacy = CandidacyFactory(received=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Candidacy.objects.filter(pk=candidacy.pk).update(**values)


def test_nobody_sets_a_cost_in_the_own_call_or_of_somebody_close():
    actor = officer()
    own = CandidacyFactory(received=True, candidate__user=actor)
    rival, friend = CandidacyFactory(received=True, call=own.call), CandidacyFactory(received=True)
    declare_conflict(friend.candidate, officer=actor, reason="We are cousins.")

    for candidacy, refusal in ((own, OwnFile), (rival, errors.OwnCall), (friend, ConflictDeclared)):
        with pytest.raises(refusal):
            set_own_cost(candidacy, cents=1, reason=JOURNEY, actor=actor)


def test_what_was_never_received_or_was_left_costs_nothing():
    draft, left = CandidacyFactory(call__open=True), CandidacyFactory(received=True, call__open=True)
    withdraw_candidacy(left, actor=left.candidate.user)
    for candidacy in (draft, left):
        with pytest.raises(errors.NothingToPayFor):
            set_own_cost(candidacy, cents=1, reason=JOURNEY, actor=officer())


def handed_in(call):
    actor = officer()
    return submit_run(propose_delegation(call, actor=actor), actor=actor)


def test_a_team_computed_before_is_overtaken_and_an_approved_one_stands():
    call = selection_call(places=1)
    dear, other = marked(call, 800), marked(call, 700)
    run = handed_in(call)
    set_own_cost(dear, cents=500_001, reason=JOURNEY, actor=officer("budget_officer"))

    with pytest.raises(StaleRun):
        approve_run(run, reason="Balanced.", actor=officer("decider"))
    run = handed_in(call)
    assert run.result["team"] == [other.public_id]  # the call's budget does not hold the other one
    approve_run(run, reason="Balanced.", actor=officer("decider"))

    with pytest.raises(errors.CostStands):
        set_own_cost(other, cents=1, reason=JOURNEY, actor=officer("budget_officer"))


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("with_lock", [True, False], ids=["locked", "control without lock"])
def test_a_cost_set_while_the_selection_is_approved_comes_wholly_before_or_after(with_lock):
    call = selection_call(places=1)
    chosen = marked(call, 800)
    run, keeper, decider = handed_in(call), officer("budget_officer"), officer("decider")

    outcomes = race(
        lambda: approve_run(run, reason="Balanced.", actor=decider),
        lambda: set_own_cost(chosen, cents=1, reason=JOURNEY, actor=keeper),
        with_lock=with_lock,
    )

    refused = [type(outcome) for outcome in outcomes if isinstance(outcome, Exception)]
    if with_lock:
        assert refused in ([errors.CostStands], [StaleRun])
    else:
        assert refused == []


def test_a_merge_keeps_the_cost_and_an_erasure_leaves_neither_cost_nor_reason():
    candidacy = CandidacyFactory(received=True, call__closed=True)
    set_own_cost(candidacy, cents=100, reason=JOURNEY, actor=officer())
    kept = CandidateFactory(without_account=True)

    part = next(part for part in merge_parts() if part.name == "candidacies.Candidacy")
    part.move(kept, candidacy.candidate)
    moved = Candidacy.objects.get(candidate=kept)
    assert (moved.cost_cents, moved.cost_reason) == (100, JOURNEY)

    erase_person(person_behind(kept), key="erased:test", actor=UserFactory(staff=True))
    assert cost_of(candidacy) == (None, "")
