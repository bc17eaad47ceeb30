"""Applying on a phone: few taps, nothing lost, every page readable for everybody."""

import pytest
from django.urls import reverse

from elearning.models import Certificate
from osce_portal.staff_admin import row_address
from selection.candidacies.models import Candidacy
from tests import samples
from tests.browser import faults_of_state
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory, DossierFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.missions import CallFactory
from tests.journeys.sessions import seat

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def look(page, name: str) -> None:
    """Nothing wrong with a page as the person sees it now."""
    assert (name, faults_of_state(page)) == (name, [])


@pytest.fixture
def certificate(tmp_path):
    path = tmp_path / "attestation.pdf"
    path.write_bytes(samples.pdf())
    return path


def test_a_second_mission_takes_six_touches(phone_page, live_server, certificate):
    person = CandidateFactory(registered=True, belgian=True, with_cv=True)
    CandidacyFactory(candidate=person, received=True)
    call, page = CallFactory(), phone_page
    seat(page, person.user, live_server)

    page.goto(f"/fr/missions/{call.mission.public_id}/")
    page.click(f"a[href='{reverse('candidacies:start', args=[call.public_id])}']")
    page.click("main form button[type=submit]")
    look(page, "empty form")
    page.click("button[name=submit]")
    look(page, "form with what is missing")
    page.set_input_files("input[name=certificate_file]", certificate)
    page.click("button[name=submit]")
    look(page, "form with an error")
    page.fill("input[name=completed_on]", "2026-01-15")
    page.check("input[name=available]")
    page.check("input[name=code_of_conduct]")
    page.click("button[name=submit]")

    candidacy = Candidacy.objects.get(call=call)
    assert candidacy.receipt_number in page.inner_text("main")
    assert "CET" in page.inner_text("main") or "CEST" in page.inner_text("main")
    look(page, "detail with the receipt")


def test_late_and_asked_again(phone_page, live_server):
    candidacy, page = CandidacyFactory(received=True, call__closed=True), phone_page
    Certificate.objects.update(status="asked_again", reason="La date est illisible.")
    seat(page, candidacy.candidate.user, live_server)
    page.goto(reverse("candidacies:detail", args=[candidacy.public_id]))
    look(page, "detail with a question")
    page.goto(reverse("candidacies:certificate", args=[candidacy.public_id]))
    look(page, "another certificate")
    page.goto(reverse("candidacies:start", args=[CallFactory(due=True).public_id]))
    look(page, "too late")


def test_staff_pages(page, live_server):
    officer = UserFactory(staff=True, groups=["desk_officer"], language="nl")
    recorded = DossierFactory(candidacy__on_paper=True, candidacy__call__closed=True).candidacy
    seat(page, officer, live_server)
    page.goto(reverse("admin:candidacies_candidacy_record") + "?q=peeters")
    look(page, "record with the persons found")
    page.goto(row_address(recorded))
    assert recorded.receipt_number in page.inner_text("#content")
    look(page, "candidacy")
