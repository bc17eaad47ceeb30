"""What calls take of the budgets: counted, kept within, over it only with the decider's signature."""

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.urls import reverse

from missions import errors
from missions.forms import BudgetForm, CallForm
from missions.models import Budget, Call, Commitment
from missions.money import figures_of_call
from missions.services import update_call_settings
from missions.services.money import (
    enter_commitment,
    move_commitment,
    release_commitment,
    save_budget,
    sign_overrun,
)
from missions.services.moving import cancel_calls, cents_to_release
from osce_portal.audit.models import AuditEntry
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory
from tests.factories.missions import CallFactory
from tests.races import race

pytestmark = pytest.mark.django_db


def budget_of(cents: int | None = 1_000_00) -> Budget:
    return Budget.objects.create(year=2027, line="14-53-5", amount_cents=cents)


def left_of(budget: Budget) -> int | None:
    found = Budget.objects.with_figures().get(pk=budget.pk)
    return found.amount_cents - found.planned_cents - found.committed_cents - found.spent_cents


def test_an_amount_is_planned_committed_spent_and_what_is_left_follows():
    officer, call, budget = UserFactory(staff=True), CallFactory(budget_cents=1_100_00), budget_of()

    row = enter_commitment(call, budget, actor=officer, kind="planned", cents=600_00)
    enter_commitment(call, budget, actor=officer, kind="planned", line="accommodation", cents=50_00)
    assert (figures_of_call(call).planned, figures_of_call(call).left) == (600_00, 500_00)
    assert (figures_of_call(call).accommodation, left_of(budget)) == (50_00, 350_00)

    row = move_commitment(row, actor=officer, kind="committed", cents=550_00)
    with pytest.raises(errors.NotForward):
        move_commitment(row, actor=officer, kind="planned", cents=550_00)
    with pytest.raises(errors.OverBudget):
        move_commitment(row, actor=officer, kind="spent", cents=950_01)
    move_commitment(row, actor=officer, kind="spent", cents=950_00)
    figures = figures_of_call(call)
    assert (figures.planned, figures.committed, figures.spent, figures.left) == (0, 0, 950_00, 150_00)
    with pytest.raises(errors.NotReleasable):
        release_commitment(row, actor=officer)
    assert left_of(budget) == 0


def test_an_overrun_counts_only_once_somebody_else_has_signed_it_with_a_reason():
    officer, decider, call, budget = (
        UserFactory(staff=True),
        UserFactory(staff=True),
        CallFactory(),
        budget_of(),
    )
    enter_commitment(call, budget, actor=officer, kind="committed", cents=1_000_00)

    over = enter_commitment(call, budget, actor=officer, kind="committed", cents=1)
    assert (over.needs_signature, left_of(budget), figures_of_call(call).waiting) == (True, 0, 1)
    with pytest.raises(errors.NotCounted):
        move_commitment(over, actor=officer, kind="spent", cents=1)
    with pytest.raises(errors.SamePerson):
        sign_overrun(over, actor=officer, reason="I need it.")
    with pytest.raises(errors.ReasonMissing):
        sign_overrun(over, actor=decider, reason="  ")
    assert left_of(budget) == 0

    sign_overrun(over, actor=decider, reason="The flight is booked.")
    assert (left_of(budget), figures_of_call(call).waiting) == (-1, 0)
    with pytest.raises(errors.NothingToSign):
        sign_overrun(over, actor=decider, reason="Again.")
    assert AuditEntry.objects.get(action="commitment.overrun_signed").actor == decider
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.filter(pk=over.pk).update(overrun_signed_by=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.filter(pk=over.pk).update(overrun_reason="")

    decider.delete()
    assert (left_of(budget), Commitment.objects.awaiting_signature().count()) == (-1, 0)
    assert move_commitment(over, actor=officer, kind="spent", cents=1).kind == "spent"


def test_not_set_is_not_zero():
    call, unset, empty = (
        CallFactory(),
        budget_of(None),
        Budget.objects.create(year=2028, line="x", amount_cents=0),
    )
    officer = UserFactory(staff=True)

    assert figures_of_call(call).left is None
    assert not enter_commitment(call, unset, actor=officer, kind="planned", cents=1).needs_signature
    with pytest.raises(errors.BudgetNotSet):
        enter_commitment(call, unset, actor=officer, kind="committed", cents=1)
    assert enter_commitment(call, empty, actor=officer, kind="planned", cents=1).needs_signature


def test_nothing_is_committed_over_a_budget_that_was_set_or_lowered_afterwards():
    officer, call, budget = UserFactory(staff=True), CallFactory(), budget_of(None)
    plan = enter_commitment(call, budget, actor=officer, kind="planned", cents=900_00)
    for amount in (1, 899_99):
        budget.amount_cents = amount
        with pytest.raises(errors.BelowTaken):
            save_budget(budget, actor=officer)
    budget.amount_cents = 900_00
    save_budget(budget, actor=officer)
    form = BudgetForm({"year": 2027, "line": "14-53-5", "amount_cents": "899"}, instance=Budget.objects.get())
    assert list(form.errors) == ["amount_cents"]

    Budget.objects.update(amount_cents=899_00)  # as it could be before
    with pytest.raises(errors.OverBudget):
        move_commitment(plan, actor=officer, kind="committed", cents=899_01)
    assert move_commitment(plan, actor=officer, kind="committed", cents=899_00).kind == "committed"


def test_a_calls_own_budget_binds_its_people_and_a_cancelled_call_takes_nothing():
    officer, call, budget = UserFactory(staff=True), CallFactory(budget_cents=10_00), budget_of()
    needs = enter_commitment(call, budget, actor=officer, kind="planned", line="accommodation", cents=20_00)
    people = enter_commitment(call, budget, actor=officer, kind="planned", cents=10_00)
    over = enter_commitment(call, budget, actor=officer, kind="planned", cents=1)
    assert [row.needs_signature for row in (needs, people, over)] == [False, False, True]
    with pytest.raises(errors.OverBudget):
        move_commitment(people, actor=officer, kind="committed", cents=10_01)

    assert cents_to_release([call]) == 30_00  # what waits for a signature took nothing
    cancel_calls([call], actor=officer)
    assert not Commitment.objects.filter(released_at=None).exists()
    with pytest.raises(errors.CallIsCancelled):
        enter_commitment(call, budget, actor=officer, kind="planned", cents=1)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("with_lock", [True, False], ids=["locked", "control without lock"])
def test_two_amounts_at_once_cannot_both_take_the_rest(with_lock):
    officer, call, budget = UserFactory(staff=True), CallFactory(), budget_of()

    def take():
        row = enter_commitment(call, budget, actor=officer, kind="committed", cents=600_00)
        return row.needs_signature

    outcomes = race(take, take, with_lock=with_lock)

    assert sorted(outcomes) == ([False, True] if with_lock else [False, False])


def test_a_calls_own_budget_is_not_set_or_lowered_below_what_its_people_take():
    officer, call, budget = UserFactory(staff=True), CallFactory(budget_cents=None), budget_of()
    enter_commitment(call, budget, actor=officer, kind="planned", line="accommodation", cents=50_00)
    plan = enter_commitment(call, budget, actor=officer, kind="planned", cents=600_00)
    gone = enter_commitment(call, budget, actor=officer, kind="planned", cents=100_00)
    release_commitment(gone, actor=officer)

    with pytest.raises(errors.CallBelowTaken):
        update_call_settings(call, actor=officer, budget_cents=599_99)
    call = update_call_settings(call, actor=officer, budget_cents=600_00)
    move_commitment(plan, actor=officer, kind="spent", cents=600_00)
    with pytest.raises(errors.CallBelowTaken):
        update_call_settings(call, actor=officer, budget_cents=0)
    assert update_call_settings(call, actor=officer, budget_cents=None).budget_cents is None  # no limit

    form = CallForm({"budget_cents": "599,99"}, instance=Call.objects.get())
    assert form.errors["budget_cents"] == [str(errors.CallBelowTaken.message)]
    assert "599,99" in str(form["budget_cents"])


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("with_lock", [True, False], ids=["locked", "control without lock"])
def test_a_calls_budget_is_not_lowered_while_an_amount_is_entered(with_lock):
    officer, call, budget = UserFactory(staff=True), CallFactory(budget_cents=600_00), budget_of()

    def take():
        row = enter_commitment(call, budget, actor=officer, kind="planned", cents=600_00)
        return "counts" if not row.needs_signature else "waits"

    def lower():
        update_call_settings(call, actor=officer, budget_cents=100_00)
        return "lowered"

    outcomes = race(take, lower, with_lock=with_lock)

    assert (("counts" in outcomes) and ("lowered" in outcomes)) is not with_lock


def sign_in(client, role: str):
    user = UserFactory(staff=True, groups=[role], language="en")
    client.force_login(user)
    return user


def test_the_budget_officer_enters_and_the_decider_signs_on_the_calls_page(client):
    call = CallFactory(budget_cents=None, unit_cost_cents=215_000)
    sign_in(client, "budget_officer")
    form = {"year": 2027, "line": "14-53-5", "amount_cents": "1000"}
    client.post(reverse("admin:missions_budget_add"), form)
    budget = Budget.objects.get()
    assert budget.amount_cents == 1_000_00

    address = reverse("money:call", args=[call.public_id])
    amount = {"budget": budget.pk, "kind": "committed", "line": "people", "cents": "1.200,50", "note": ""}
    assert "Please give an amount in euros" in client.post(address, amount).text
    page = client.post(address, amount | {"cents": "1200,50"}, follow=True).text
    assert "it counts once the decider has signed it" in page
    assert "not set" in page
    row = Commitment.objects.get()
    sign = reverse("money:sign", args=[row.public_id])
    assert client.get(sign).status_code == 404

    sign_in(client, "decider")
    assert sign in client.get(reverse("admin:index")).text
    client.post(address, amount)
    assert Commitment.objects.count() == 1  # a decider enters nothing
    assert "signed by" in client.post(sign, {"reason": "The flight is booked."}, follow=True).text
    listed = client.get(reverse("admin:missions_budget_changelist")).text
    assert "-€200.50" in listed
    assert client.get(reverse("admin:missions_budget_add")).status_code == 404

    sign_in(client, "budget_officer")
    move = reverse("money:move", args=[row.public_id])
    client.post(move, {"kind": "spent", "cents": "1100"}, follow=True)
    row.refresh_from_db()
    assert (row.kind, row.cents) == ("spent", 1_100_00)
    assert "cannot be released" in client.post(
        reverse("money:release", args=[row.public_id]), follow=True
    ).text  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_budgets_asks_a_fixed_number_of_questions(client, count, django_assert_num_queries):
    sign_in(client, "auditor")
    call, officer = CallFactory(), UserFactory(staff=True)
    for number in range(count):
        budget = Budget.objects.create(year=2027, line=f"l{number}", amount_cents=5)
        enter_commitment(call, budget, actor=officer, kind="planned", cents=1)
    address = reverse("admin:missions_budget_changelist")
    client.get(address)

    with django_assert_num_queries(9):
        client.get(address)
    with django_assert_num_queries(11):
        client.get(reverse("money:call", args=[call.public_id]))


def test_a_decider_who_is_a_candidate_is_shown_no_overrun_of_that_call_to_sign(client):
    sign_in(client, "decider")
    own = CandidacyFactory(received=True, candidate__user=get_user_model().objects.get()).call
    officer, budget = UserFactory(staff=True), budget_of(0)
    rows = [
        enter_commitment(call, budget, actor=officer, kind="planned", cents=5)
        for call in (own, CallFactory())
    ]
    mine, other = (reverse("money:sign", args=[row.public_id]) for row in rows)

    start = client.get(reverse("admin:index")).text
    assert (mine in start, other in start) == (False, True)
    assert mine not in client.get(reverse("money:call", args=[own.public_id])).text
    assert other in client.get(reverse("money:call", args=[rows[1].call.public_id])).text
    assert [client.get(page).status_code for page in (mine, other)] == [404, 200]
    assert client.post(mine, {"reason": "The flight is booked."}).status_code == 404


def test_a_budget_officer_who_is_a_candidate_keeps_no_money_of_that_call(client):
    sign_in(client, "budget_officer")
    call = CandidacyFactory(received=True, candidate__user=get_user_model().objects.get()).call
    row = enter_commitment(call, budget_of(), actor=UserFactory(staff=True), kind="planned", cents=5)
    page = reverse("money:call", args=[call.public_id])
    acts = [reverse(f"money:{act}", args=[row.public_id]) for act in ("move", "release")]

    shown = client.get(page).text
    assert "Enter an amount" not in shown and not any(act in shown for act in acts)
    assert [client.post(act).status_code for act in acts] == [404, 404]
    amount = {"budget": row.budget_id, "kind": "planned", "line": "people", "cents": "1", "note": ""}
    client.post(page, amount)
    assert Commitment.objects.count() == 1
