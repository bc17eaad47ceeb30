"""Scripts only improve the pages: without any, people apply and staff screen."""

import pytest
from django.urls import reverse

from selection.assessment.services import assess_call
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.models import Candidacy
from tests.factories.assessment import closed_call, received, to_check
from tests.factories.candidates import CandidateFactory
from tests.factories.missions import CallFactory
from tests.journeys import candidate_steps as candidate
from tests.journeys import officer_steps as officer
from tests.journeys.sessions import seat, staff_member
from tests.samples import pdf

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def plain_page(open_page):
    return open_page(java_script_enabled=False)


def test_a_candidate_applies(plain_page, live_server):
    person = CandidateFactory(registered=True, belgian=True, with_cv=True)
    call, page = CallFactory(), seat(plain_page, person.user, live_server)
    page.goto(reverse("candidacies:start", args=[call.public_id]))
    candidate.press(page, "Start my candidacy")
    file = {"name": "attestation.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    candidate.save_draft(page, file, "Je connais le pays.")
    page.check("[name=available]")
    page.check("[name=code_of_conduct]")
    candidate.press(page, "Hand in my candidacy")
    assert Candidacy.objects.get().receipt_number in page.get_by_role("main").inner_text()


def test_staff_screen(plain_page, live_server):
    call = closed_call()
    received(call), to_check(call), received(call, available=False)
    assess_call(call, actor=None)
    page = seat(plain_page, staff_member("desk_officer", "nl"), live_server)
    page.goto(reverse("assessment:after-closing", args=[call.public_id]))
    officer.follow(page, "Check certificates")
    officer.press(page, "Accept and show the next")
    officer.follow(page, "Tick all that are complete and not yet screened")
    page.locator("[name=decision][value=eligible]").check()
    officer.press(page, "Preview")
    officer.press(page, "Confirm: eligible")
    assert Candidacy.objects.filter(status=CandidacyStatus.ELIGIBLE).count() == 2
