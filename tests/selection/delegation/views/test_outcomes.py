import pytest
from django.urls import reverse

from selection.delegation.enums import LockKind
from selection.delegation.services import approve_run, override_candidacy, propose_delegation, submit_run
from tests.factories.delegation import (
    approve_all,
    approved_call,
    found_ineligible,
    marked,
    officer,
    selection_call,
)

pytestmark = pytest.mark.django_db


def read_outcome(client, candidacy):
    user = candidacy.candidate.user
    user.language = "en"
    user.save()
    client.force_login(user)
    return client.get(reverse("delegation:outcome", args=[candidacy.public_id]))


def test_each_reads_the_own_outcome_and_nobody_elses_name(client):
    _call, (first, second, third) = approved_call(800, 700, 600, places=1)

    texts = [read_outcome(client, one).content.decode() for one in (first, second, third)]

    assert "You were selected for this mission" in texts[0]
    assert "You are on the reserve list" in texts[1]
    assert "Your place on the reserve list: 1." in texts[1]
    assert "You were not selected for this mission" in texts[2]
    assert "Other candidates had more points" in texts[2]
    assert "60 of 100" in texts[2]
    assert third.receipt_number in texts[2]
    assert first.public_id not in texts[2]
    assert "100.000" not in texts[2]


def test_somebody_elses_outcome_does_not_exist(client):
    _call, (first, second) = approved_call(800, 700, places=1)
    client.force_login(second.candidate.user)
    assert client.get(reverse("delegation:outcome", args=[first.public_id])).status_code == 404


def test_before_the_decision_there_is_no_outcome(client):
    candidacy = marked(selection_call(), 600)
    assert read_outcome(client, candidacy).status_code == 404


def test_who_is_not_eligible_reads_the_reason_of_the_screening(client):
    call = selection_call()
    marked(call, 600)
    refused = found_ineligible(call, 500, reason="The certificate is for another mission.")
    approve_all(call)

    text = read_outcome(client, refused).content.decode()

    assert "Your candidacy was found not eligible" in text
    assert "The certificate is for another mission." in text


def test_who_was_locked_out_reads_the_persons_reason(client):
    call = selection_call()
    marked(call, 600)
    kept_out = marked(call, 700)
    override_candidacy(kept_out, lock=LockKind.OUT, reason="Already on another mission.", actor=officer())
    actor = officer()
    run = submit_run(propose_delegation(call, actor=actor), actor=actor)
    approve_run(run, reason="Balanced.", actor=officer("decider"))

    assert "Already on another mission." in read_outcome(client, kept_out).content.decode()


def test_the_page_takes_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    _call, people = approved_call(800, 700, 600, places=1)
    read_outcome(client, people[2])
    with django_assert_max_num_queries(14):
        client.get(reverse("delegation:outcome", args=[people[2].public_id]))
