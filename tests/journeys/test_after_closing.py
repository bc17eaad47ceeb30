"""The desk officer's day after closing, in a real browser: few clicks, any screen."""

import pytest
from django.urls import reverse

from selection.assessment.models import Assessment
from selection.assessment.services import assess_call
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.models import Candidacy
from tests.browser import faults_of_state
from tests.factories.assessment import closed_call, officer, received, to_check
from tests.factories.files import StoredFileFactory
from tests.journeys.sessions import seat
from tests.samples import pdf


@pytest.fixture
def desk(page, live_server):
    """A desk officer's page, signed in."""
    return seat(page, officer(), live_server)


def check(page):
    """Nobody shut out and nothing cut off."""
    assert faults_of_state(page) == []


@pytest.mark.journey
def test_certificates_marks_and_screening_of_a_whole_call(desk):
    call = closed_call()
    for _ in range(6):
        received(call)
    doubtful, missing = to_check(call), received(call, available=False)
    doubtful.certificate.file = StoredFileFactory(bytes=pdf())
    doubtful.certificate.save()
    assess_call(call, actor=None)

    desk.goto(reverse("admin:index"))
    desk.locator(".calls-to-do a").first.click()
    check(desk)
    desk.get_by_role("link", name="Check certificates").click()
    desk.wait_for_load_state("load")
    assert desk.locator(".certificate-file img").evaluate("image => image.naturalWidth") == 1100
    check(desk)
    desk.get_by_role("button", name="Accept and show the next").click()

    desk.get_by_role("link", name="Mark motivations").click()
    for level in desk.get_by_label("General (3)").all():
        level.check()
    desk.get_by_role("button", name="Save this page").click()
    assert not Assessment.objects.unmarked().exists()

    desk.get_by_role("link", name="Tick all that are complete and not yet screened").click()
    assert desk.get_by_role("status").inner_text() == "ticked: 7"
    desk.get_by_label("Eligible", exact=True).check()
    desk.get_by_role("button", name="Preview").click()
    check(desk)
    desk.get_by_role("button", name="Confirm: eligible").click()
    assert Candidacy.objects.filter(status=CandidacyStatus.ELIGIBLE).count() == 7

    desk.get_by_role("link", name=missing.candidate.full_name).click()
    check(desk)
    desk.get_by_role("button", name="Not eligible …").click()
    desk.get_by_role("button", name="Confirm: not eligible").click()
    missing.refresh_from_db()
    assert missing.status == CandidacyStatus.INELIGIBLE
