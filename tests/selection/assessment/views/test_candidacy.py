"""One candidacy for staff: its points with their working, the mark, the word, the wall."""

import pytest
from django.urls import reverse

from candidates.models import Candidate
from osce_portal.audit.models import AuditEntry, Look
from osce_portal.common.enums import Gender
from selection.assessment.models import Assessment, ConflictOfInterest
from selection.assessment.services import assess_call
from tests.factories.assessment import closed_call, decide, officer, received
from tests.permissions.test_links import links_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def candidacy():
    found = received(closed_call())
    assess_call(found.call, actor=None)
    return found


def address(candidacy, name="candidacy"):
    return reverse(f"assessment:{name}", args=[candidacy.call.public_id, candidacy.public_id])


def test_the_points_are_shown_with_their_working_and_the_look_is_recorded(client, candidacy):
    actor = officer()
    client.force_login(actor)

    page = client.get(address(candidacy)).content.decode()

    assert "One or two international short-term missions" in page
    assert "Short-term observer, OSCE/ODIHR, Moldova 2021" in page
    assert "its evaluation is not verified and counts as good" in page
    assert "without the motivation, which is not yet marked" in page
    entry = AuditEntry.objects.get(action="candidacy.seen")
    assert (entry.actor, entry.object_ref) == (actor, candidacy.public_id)


def test_whoever_assesses_reads_the_file_as_handed_in_and_on_no_page_from_here_the_gender(client):
    candidacy = received(closed_call(), candidate__gender="F", candidate__city="Sint-Truiden")
    person = candidacy.candidate
    Candidate.objects.filter(pk=person.pk).update(city="Eupen")
    client.force_login(officer())

    page = client.get(address(candidacy)).content.decode()

    assert "Sint-Truiden" in page
    assert "Eupen" not in page
    of_this_person = [
        link
        for link in links_of(address(candidacy), page)
        if candidacy.public_id in link or person.public_id in link
    ]
    for content in (page, *(client.get(link).content.decode() for link in of_this_person)):
        assert str(Gender.F.label) not in content
    looks = Look.objects.filter(subject_ref=person.public_id)
    assert looks.exists()
    assert not looks.told().exists()  # undisturbed until the call is decided


def test_the_motivation_is_marked_here_too(client, candidacy):
    client.force_login(officer())

    client.post(address(candidacy), {"level": "full", "comment": "precise"})
    assert Assessment.objects.get().total_tenths == 520

    page = client.post(address(candidacy), {"level": "", "comment": ""}).content.decode()
    assert "Please choose a level." in page


def test_a_person_verifies_what_was_declared(client, candidacy):
    client.force_login(officer("decider"))
    assert client.post(address(candidacy, "verify")).status_code == 404
    actor = officer()
    client.force_login(actor)

    client.post(address(candidacy, "verify"))

    assert Assessment.objects.get().verified_by == actor
    assert "(declared" not in client.get(address(candidacy)).content.decode()


def test_declaring_a_conflict_closes_the_file_for_good(client, candidacy):
    actor = officer()
    client.force_login(actor)

    page = client.post(address(candidacy, "declare-conflict"), {"reason": " "}).content.decode()
    assert "errorlist" in page
    client.post(address(candidacy, "declare-conflict"), {"reason": "my cousin"})

    assert ConflictOfInterest.objects.get().officer == actor
    for name in ("candidacy", "verify", "declare-conflict"):
        assert client.post(address(candidacy, name), {"level": "full", "reason": "x"}).status_code == 404
    assert client.get(address(candidacy)).status_code == 404


def test_the_own_file_is_no_page(client, candidacy):
    actor = officer()
    candidacy.candidate.user = actor
    candidacy.candidate.save()
    client.force_login(actor)

    assert client.get(address(candidacy)).status_code == 404


def test_a_draft_or_a_candidacy_of_another_call_is_no_page(client, candidacy):
    client.force_login(officer())

    foreign = reverse("assessment:candidacy", args=[closed_call().public_id, candidacy.public_id])
    assert client.get(foreign).status_code == 404


@pytest.mark.parametrize(
    ("role", "status"), [("decider", 200), ("auditor", 200), ("budget_officer", 404), ("administrator", 404)]
)
def test_who_may_look(client, candidacy, role, status):
    client.force_login(officer(role))

    assert client.get(address(candidacy)).status_code == status
    assert client.post(address(candidacy), {"level": "full"}).status_code == 404


def test_once_the_selection_is_approved_the_points_are_read_only_and_the_page_says_why(client, candidacy):
    client.force_login(officer())
    client.post(address(candidacy), {"level": "general", "comment": "so so"})
    decide(candidacy.call)

    shown = client.get(address(candidacy)).content.decode()
    assert "The selection of this call was approved on" in shown
    assert "so so" in shown
    for button in ("Save the mark", "I have compared the declared lines", "Eligible …"):
        assert button not in shown
    refused = client.post(address(candidacy), {"level": "full", "comment": ""}).content.decode()
    assert "its points and marks stand as they were decided on" in refused
    assert Assessment.objects.get().total_tenths == 450
