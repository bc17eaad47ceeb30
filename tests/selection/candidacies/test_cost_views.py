"""The page on which a cost of one's own is entered, and where it is read."""

import pytest
from django.urls import reverse

from osce_portal.audit.models import AuditEntry
from osce_portal.formats.money import euros
from osce_portal.staff_admin import row_address
from selection.assessment.services import declare_conflict
from selection.candidacies.models import Candidacy
from selection.candidacies.services import set_own_cost
from selection.delegation.services import approve_run, propose_delegation, submit_run
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory, DossierFactory
from tests.factories.delegation import marked, officer, selection_call
from tests.factories.missions import CallFactory

pytestmark = pytest.mark.django_db
JOURNEY = "Travels from Tokyo."
COSTS_QUERIES = 12


def address(candidacy) -> str:
    return reverse("admin:candidacies_candidacy_cost", args=[candidacy.public_id])


def file_of(candidacy) -> str:
    return reverse("assessment:candidacy", args=[candidacy.call.public_id, candidacy.public_id])


def selection_of(call) -> str:
    return reverse("delegation:run-latest", args=[call.public_id])


def sign_in(client, *groups: str):
    actor = officer(*groups)
    client.force_login(actor)
    return actor


def test_from_the_page_of_a_candidacy_an_own_cost_is_entered_and_taken_back(client):
    candidacy = DossierFactory(
        candidacy__received=True, candidacy__call__closed=True, candidacy__call__unit_cost_cents=215_000
    ).candidacy
    actor = sign_in(client, "desk_officer")
    page = client.get(file_of(candidacy)).text
    assert "Standard cost of the call: €2,150.00" in page
    assert address(candidacy) in page

    form = client.get(address(candidacy)).text
    assert "it has its own line in the money of the call" in form
    look = AuditEntry.objects.filter(action="candidacy.seen").latest("pk")
    assert (look.actor, look.subject_ref) == (actor, candidacy.candidate.public_id)
    page = client.post(address(candidacy), {"cents": "3 100,50", "reason": JOURNEY}, follow=True)
    assert page.redirect_chain[0][0] == file_of(candidacy)
    assert f"€3,100.50, own cost: {JOURNEY}" in page.text
    assert f"€3,100.50, own cost: {JOURNEY}" in client.get(row_address(candidacy)).text

    client.post(address(candidacy), {"cents": "", "reason": "Moved to Brussels."})
    assert Candidacy.objects.get().cost_cents is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"cents": "1.200,50", "reason": JOURNEY}, "Please give an amount in euros"),
        ({"cents": "1200", "reason": "  "}, "This field is required."),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(client, typed, said):
    candidacy = CandidacyFactory(received=True)
    sign_in(client, "budget_officer")

    page = client.post(address(candidacy), typed).text

    assert said in page
    assert typed["cents"] in page
    assert Candidacy.objects.get().cost_cents is None


def test_the_budget_officer_comes_from_the_selection_and_goes_back_there(client):
    call = selection_call(places=1)
    candidacy = marked(call, 800)
    propose_delegation(call, actor=officer())
    sign_in(client, "budget_officer")
    assert address(candidacy) in client.get(selection_of(call)).text

    answer = client.post(address(candidacy), {"cents": "900", "reason": JOURNEY})

    assert answer.url == selection_of(call)
    assert "own cost" not in client.get(selection_of(call)).text  # the team was computed without it
    propose_delegation(call, actor=officer())
    assert "own cost" in client.get(selection_of(call)).text


@pytest.mark.parametrize("role", ["decider", "auditor"])
def test_who_decides_or_supervises_reads_the_cost_and_changes_nothing(client, role):
    candidacy = DossierFactory(candidacy__received=True, candidacy__call__closed=True).candidacy
    set_own_cost(candidacy, cents=100, reason=JOURNEY, actor=officer())
    sign_in(client, role)

    page = client.get(file_of(candidacy)).text

    assert JOURNEY in page
    assert address(candidacy) not in page
    assert client.post(address(candidacy), {"cents": "1", "reason": "x"}).status_code == 404


def test_behind_a_wall_for_the_own_call_and_for_a_draft_there_is_no_page(client):
    actor = sign_in(client, "desk_officer")
    own = CandidacyFactory(received=True, candidate__user=actor)
    rival, friend = CandidacyFactory(received=True, call=own.call), CandidacyFactory(received=True)
    declare_conflict(friend.candidate, officer=actor, reason="We are cousins.")

    for candidacy in (own, rival, friend, CandidacyFactory(call__open=True)):
        assert client.get(address(candidacy)).status_code == 404


def test_once_the_selection_is_approved_the_page_says_why_nothing_changes(client):
    call = selection_call(places=1)
    candidacy, actor = marked(call, 800), sign_in(client, "desk_officer")
    run = submit_run(propose_delegation(call, actor=actor), actor=actor)
    approve_run(run, reason="Balanced.", actor=officer("decider"))

    page = client.get(address(candidacy)).text
    assert "it relies on the costs as they are" in page
    assert "Keep this cost" not in page
    assert address(candidacy) not in client.get(selection_of(call)).text
    refused = client.post(address(candidacy), {"cents": "1", "reason": JOURNEY}).text
    assert "it relies on the costs as they are" in refused
    assert Candidacy.objects.get().cost_cents is None


def test_the_public_and_the_persons_own_pages_do_not_name_it(client):
    candidacy = CandidacyFactory(received=True)
    set_own_cost(candidacy, cents=100, reason=JOURNEY, actor=UserFactory(staff=True))
    client.force_login(candidacy.candidate.user)

    page = client.get(candidacy.get_detail_url()).text

    assert JOURNEY not in page
    assert euros(100) not in page


@pytest.mark.parametrize("count", [1, 3])
def test_before_a_team_is_computed_the_budget_officer_comes_from_the_call(
    client, count, django_assert_num_queries
):
    call = CallFactory(closed=True, unit_cost_cents=215_000)
    received = [CandidacyFactory(received=True, call=call) for _each in range(count)]
    draft = CandidacyFactory(call=call)
    sign_in(client, "budget_officer")
    costs = reverse("admin:candidacies_candidacy_costs", args=[call.public_id])
    assert costs in client.get(row_address(call)).text
    client.get(costs)

    with django_assert_num_queries(COSTS_QUERIES):
        page = client.get(costs).text

    assert [address(each) in page for each in [*received, draft]] == [True] * count + [False]
    assert page.count("Standard cost of the call: €2,150.00") == count
    looks = AuditEntry.objects.filter(action="candidacy.seen", object_ref=received[0].public_id)
    assert looks.count() == 2


def test_the_costs_of_a_call_leave_out_who_is_close_and_the_own_call(client):
    actor = sign_in(client, "budget_officer", "desk_officer")
    friend = CandidacyFactory(received=True)
    declare_conflict(friend.candidate, officer=actor, reason="We are cousins.")
    own = CandidacyFactory(received=True, candidate__user=actor)
    costs = [
        reverse("admin:candidacies_candidacy_costs", args=[each.call.public_id]) for each in (friend, own)
    ]

    assert address(friend) not in client.get(costs[0]).text
    assert client.get(costs[1]).status_code == 404
    assert costs[1] not in client.get(row_address(own.call)).text
