import pytest
from django.urls import reverse

from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.models import Candidacy
from selection.delegation.decisions import decisions_to_take
from selection.delegation.enums import LockKind, RunStatus
from selection.delegation.models import Override, Succession
from selection.delegation.services import (
    cannot_go,
    override_candidacy,
    propose_delegation,
    propose_succession,
    submit_run,
)
from tests.factories.delegation import approved_call, compared, marked, officer, selection_call

pytestmark = pytest.mark.django_db


def address(name, *objects):
    return reverse(f"delegation:{name}", args=[one.public_id for one in objects])


def submitted(call):
    actor = officer()
    return submit_run(propose_delegation(call, actor=actor), actor=actor)


def test_locking_somebody_in_needs_a_reason_and_keeps_what_was_typed(client):
    candidacy = marked(selection_call(), 600)
    client.force_login(officer())
    where = address("override", candidacy.call, candidacy)

    refused = client.post(where, {"lock": "in", "reason": " "})
    assert "This field is required." in refused.content.decode()
    assert 'value="in"' in refused.content.decode()
    client.post(where, {"lock": "in", "reason": "Speaks Kyrgyz."})

    assert Override.objects.get().reason == "Speaks Kyrgyz."
    again = client.post(where, {"lock": "out", "reason": "Rather not."}).content.decode()
    assert "There is a decision in force on this candidacy already." in again
    assert "Rather not." in again


def test_admitting_is_offered_only_below_the_minimum(client):
    call = selection_call(minimum_score_tenths=500)
    above, below = marked(call, 600), marked(call, 400)
    client.force_login(officer())

    assert "below the minimum" not in client.get(address("override", call, above)).content.decode()
    assert "below the minimum" in client.get(address("override", call, below)).content.decode()


def test_a_decision_can_be_lifted(client):
    candidacy = marked(selection_call(), 600)
    override = override_candidacy(candidacy, lock=LockKind.IN, reason="Speaks Kyrgyz.", actor=officer())
    client.force_login(officer())

    client.post(address("lift", candidacy.call, override))

    assert not Override.objects.in_force().exists()


def test_an_exchange_shows_the_new_team(client):
    call = selection_call(places=1)
    best, other = marked(call, 800), marked(call, 700, last_name="Wisselaar")
    propose_delegation(call, actor=officer())
    client.force_login(officer())

    answer = client.post(
        address("swap", call, best), {"into": other.public_id, "reason": "Speaks Kyrgyz."}, follow=True
    )

    assert "The two people were exchanged" in answer.content.decode()
    assert call.selection_runs.first().result["team"] == [other.public_id]


def test_only_somebody_with_points_outside_the_team_is_offered_for_an_exchange(client):
    call = selection_call(places=2)
    best, second, other = marked(call, 800), marked(call, 700), marked(call, 600)
    waits = marked(call, 750)
    waits.assessments.all().delete()
    propose_delegation(call, actor=officer())
    client.force_login(officer())

    page = client.get(address("swap", call, best)).content.decode()

    assert f'value="{other.public_id}"' in page
    assert f"{other.candidate.full_name} – 60 points" in page
    assert f'value="{second.public_id}"' not in page
    assert f'value="{waits.public_id}"' not in page


def test_a_stranger_to_the_call_cannot_be_exchanged_in(client):
    call = selection_call(places=1)
    best, stranger = marked(call, 800), marked(selection_call(), 700)
    client.force_login(officer())

    answer = client.post(address("swap", call, best), {"into": stranger.public_id, "reason": "Why not."})

    assert "Select a valid choice." in answer.content.decode()
    assert not Override.objects.exists()


def test_a_candidacy_of_another_call_does_not_exist_here(client):
    call, stranger = selection_call(), marked(selection_call(), 700)
    client.force_login(officer())
    assert client.get(address("override", call, stranger)).status_code == 404


def test_the_decider_sees_what_changed_and_approves(client):
    call = selection_call(places=1)
    first = marked(call, 700, last_name="Eerst")
    submitted(call)
    second = marked(call, 800, last_name="Beter")
    run = submitted(call)
    client.force_login(officer("decider"))
    where = address("decision", call, run)

    text = client.get(where).content.decode()
    assert "Beter comes in" in text
    assert "Eerst leaves" in text
    client.post(where, {"decision": "approve", "reason": "Balanced and affordable."})

    run.refresh_from_db()
    assert run.status == RunStatus.APPROVED
    statuses = dict(Candidacy.objects.filter(call=call).values_list("pk", "status"))
    assert statuses == {first.pk: CandidacyStatus.RESERVE, second.pk: CandidacyStatus.SELECTED}


def test_sending_back_keeps_the_reason_for_the_officer(client):
    call = selection_call()
    marked(call, 600)
    run = submitted(call)
    client.force_login(officer("decider"))

    client.post(address("decision", call, run), {"decision": "send_back", "reason": "Look again."})

    text = client.get(address("run-latest", call)).content.decode()
    assert "Sent back" in text
    assert "Look again." in text


def test_warnings_ask_the_decider_for_a_second_reason(client):
    call = selection_call()
    compared(call, 600)
    run = submitted(call)
    client.force_login(officer("decider"))
    data = {"decision": "approve", "reason": "Balanced."}

    text = client.post(address("decision", call, run), data).content.decode()

    assert "There are warnings. Please say why" in text
    assert "Balanced." in text
    client.post(address("decision", call, run), data | {"despite": "All were read on paper."})
    run.refresh_from_db()
    assert run.status == RunStatus.APPROVED


def test_a_stale_run_is_refused_in_clear_words(client):
    call = selection_call()
    marked(call, 600)
    run = submitted(call)
    marked(call, 700)
    client.force_login(officer("decider"))

    data = {"decision": "approve", "reason": "Balanced."}
    text = client.post(address("decision", call, run), data).content.decode()

    assert "Something changed since this team was computed" in text
    run.refresh_from_db()
    assert run.status == RunStatus.STALE


def test_the_proposer_reads_that_somebody_else_must_decide(client):
    call = selection_call()
    marked(call, 600)
    both = officer("desk_officer", "decider")
    run = submit_run(propose_delegation(call, actor=both), actor=both)
    client.force_login(both)
    where = address("decision", call, run)

    assert "Somebody else must decide" in client.get(where).content.decode()
    client.post(where, {"decision": "approve", "reason": "Mine."})
    run.refresh_from_db()
    assert run.status == RunStatus.SUBMITTED


@pytest.mark.parametrize("role", ["desk_officer", "auditor", "budget_officer"])
def test_only_deciders_decide(client, role):
    call = selection_call()
    marked(call, 600)
    run = submitted(call)
    client.force_login(officer(role))
    assert client.get(address("decision", call, run)).status_code == 404


def test_who_cannot_go_is_replaced_by_the_next_on_the_list_once_somebody_else_confirms(client):
    call, (first, second) = approved_call(800, 700, places=1)
    client.force_login(officer())

    answer = client.post(
        address("cannot-go", call, first), {"note": "Told us by telephone."}, follow=True
    ).content.decode()
    assert "1 free place" in answer
    assert f"Propose {second.candidate.full_name} for the place" in answer
    answer = client.post(address("replace", call, second), follow=True).content.decode()
    assert "waits for the confirmation of somebody else" in answer
    assert Candidacy.objects.get(pk=second.pk).status == CandidacyStatus.RESERVE

    client.force_login(officer("decider"))
    where = address("succession", call, Succession.objects.get())
    assert where in client.get(reverse("admin:index")).content.decode()
    client.post(where, {"decision": "approve", "reason": "The list's order."})

    assert Candidacy.objects.get(pk=second.pk).status == CandidacyStatus.SELECTED
    assert where not in client.get(reverse("admin:index")).content.decode()


def test_the_proposer_of_a_replacement_reads_that_somebody_else_must_decide(client):
    call, (first, second) = approved_call(800, 700, places=1)
    both = officer("desk_officer", "decider")
    cannot_go(first, note="Told us by telephone.", actor=officer())
    where = address("succession", call, propose_succession(second, actor=both))
    client.force_login(both)
    assert "Somebody else must decide" in client.get(where).content.decode()
    assert where not in client.get(reverse("admin:index")).content.decode()
    client.post(where, {"decision": "approve", "reason": "Mine."})
    assert Candidacy.objects.get(pk=second.pk).status == CandidacyStatus.RESERVE


def test_the_internal_note_is_for_staff_alone(client):
    call, (first,) = approved_call(800, places=1)
    client.force_login(officer())
    client.post(address("cannot-go", call, first), {"note": "Phoned, rude.", "reason": "Told us in time."})

    client.force_login(first.candidate.user)
    page = client.get(reverse("candidacies:detail", args=[first.public_id])).content.decode()

    assert "Told us in time." in page
    assert "rude" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_what_waits_for_a_decider_costs_two_queries(django_assert_num_queries, count):
    for _one in range(count):
        _call, (first, second) = approved_call(800, 700, places=1)
        cannot_go(first, note="Told us by telephone.", actor=officer())
        propose_succession(second, actor=officer())
        marked(other := selection_call(), 600)
        submitted(other)
    decider = officer("decider")
    with django_assert_num_queries(2):
        waiting = decisions_to_take(decider)
        assert [f"{one.call} {one.call.mission.state}" for rows in waiting.values() for one in rows]
    assert [len(rows) for rows in waiting.values()] == [count, count]


def test_before_the_approval_there_is_no_place_to_fill(client):
    candidacy = marked(selection_call(places=None), 600)
    client.force_login(officer())

    assert client.get(address("replacement", candidacy.call)).status_code == 404
    assert client.post(address("replace", candidacy.call, candidacy)).status_code == 404


def test_the_best_team_computed_again_is_shown_beside_the_least_change(client):
    call, (first, _second, _third) = approved_call(800, 700, 600, places=2)
    cannot_go(first, note="Told us by telephone.", actor=officer())
    client.force_login(officer())

    text = client.get(address("replacement", call)).content.decode()

    assert "Propose the least change for approval" in text
    assert "Propose the best team for approval" in text
    assert "Difference in points to the least change: 0." in text
