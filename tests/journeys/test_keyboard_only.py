"""Without a mouse: applying; every field is reached with Tab, in order. For the rest see the two stories."""

import re

import pytest
from django.urls import reverse

from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.models import Candidacy
from tests.factories.candidacies import CandidacyFactory
from tests.journeys.keyboard import tab_to
from tests.journeys.sessions import seat

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_somebody_applies_with_the_keyboard_alone(page, live_server):
    draft = CandidacyFactory(with_certificate=True)
    seat(page, draft.candidate.user, live_server)
    page.goto(reverse("candidacies:edit", args=[draft.public_id]))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"

    tab_to(page, "certificate_file")
    tab_to(page, "available")
    page.keyboard.press("Space")
    tab_to(page, "motivation")
    page.keyboard.type("J'ai suivi ce pays de près.")
    tab_to(page, "code_of_conduct")
    page.keyboard.press("Space")
    tab_to(page, "submit")
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile(rf"{draft.get_detail_url()}(#|$)"))
    candidacy = Candidacy.objects.get()
    assert candidacy.status == CandidacyStatus.SUBMITTED
    assert candidacy.motivation == "J'ai suivi ce pays de près."
    assert candidacy.receipt_number in page.get_by_role("main").inner_text()
