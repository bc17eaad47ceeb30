"""The desk officer's day after closing with 80 candidacies: how many touches, how many seconds.

A touch is a press of the mouse or of a key; typing one text is one. Seconds are reported, not judged: they
say more about the machine, and nobody reads as fast as a test.
"""

import datetime as dt
import time
from collections import Counter

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page

from elearning.enums import CertificateStatus
from elearning.models import Certificate
from osce_portal.management.sample.papers import certificate_lines, make_pdf
from selection.assessment.models import Assessment
from selection.assessment.services import assess_call
from tests.factories.assessment import closed_call, to_check
from tests.factories.files import StoredFileFactory
from tests.journeys.sessions import seat, staff_member
from tests.journeys.words import in_language

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
ALL, UNAVAILABLE, DOUBTFUL = 80, 6, 4
# One for each certificate and one for each motivation; thirty for the ways there, doubts and screening.
MOST_TOUCHES = 2 * ALL + 30


class Hand:
    """The hand of the officer, which counts."""

    def __init__(self, page: Page):
        self.page, self.touches = page, 0

    def click(self, where: Locator) -> None:
        """Press the mouse once."""
        self.touches += 1
        where.click()

    def button(self, name: str) -> None:
        self.click(self.page.get_by_role("button", name=name, exact=True))

    def link(self, name: str) -> None:
        self.click(self.page.get_by_role("link", name=name, exact=True))

    def choose(self, where: Locator, value: str) -> None:
        """Open a list and take one of its lines: two."""
        self.touches += 2
        where.select_option(value)


@pytest.fixture
def call():
    """A call closed with 80 candidacies; some are not available, some certificates belong to nobody here."""
    call = closed_call()
    for number in range(ALL):
        candidacy = to_check(call, available=number >= UNAVAILABLE)
        name = "Robin Janssens" if number >= ALL - DOUBTFUL else candidacy.candidate.full_name
        lines = certificate_lines(name, dt.date(2026, 1, 15), call.mission.reference)
        candidacy.certificate.file = StoredFileFactory(bytes=make_pdf(lines))
        candidacy.certificate.save()
    assess_call(call, actor=None)
    return call


def test_eighty_candidacies_take_few_touches(page, call, live_server, record_property):
    hand = Hand(seat(page, staff_member("desk_officer", "en"), live_server))
    page.goto(reverse("admin:index"))
    began = time.perf_counter()
    hand.link(in_language("en", lambda: call.title))
    check_certificates(hand)
    mark_motivations(hand)
    screen_the_complete(hand)
    screen_the_unavailable(hand)
    seconds = time.perf_counter() - began
    assert page.locator(".jobs .job-left").all_inner_texts()[:3] == ["0", "0", str(DOUBTFUL)]
    assert Counter(call.candidacies.values_list("status", flat=True)) == {
        "eligible": ALL - UNAVAILABLE - DOUBTFUL,
        "ineligible": UNAVAILABLE,
        "submitted": DOUBTFUL,  # their certificates were asked again
    }
    assert hand.touches <= MOST_TOUCHES
    record_property("measured", f"{ALL} candidacies: {hand.touches} touches, {seconds:.0f} s in Chromium")


def check_certificates(hand: Hand) -> None:
    """One touch each; those that name somebody else are asked again with a predefined reason."""
    hand.link("Check certificates")
    for number in range(ALL):
        if number < ALL - DOUBTFUL:
            hand.button("Accept and show the next")
        else:
            hand.choose(hand.page.locator("[name=preset]"), "name")
            hand.button("Ask again")
    asked = Certificate.objects.filter(status=CertificateStatus.ASKED_AGAIN)
    assert (asked.count(), Certificate.objects.filter(status="accepted").count()) == (
        DOUBTFUL,
        ALL - DOUBTFUL,
    )


def mark_motivations(hand: Hand) -> None:
    """Twenty texts on a page; the page with the next ones comes by itself."""
    hand.link("Mark motivations")
    while hand.page.get_by_role("article").count():
        for motivation in hand.page.get_by_role("article").all():
            hand.click(motivation.get_by_label("General (3)"))
        hand.button("Save this page")
    assert not Assessment.objects.unmarked().exists()


def screen_the_complete(hand: Hand) -> None:
    """All that are complete together."""
    hand.link("Tick all that are complete and not yet screened")
    hand.click(hand.page.get_by_label("Eligible", exact=True))
    hand.button("Preview")
    hand.button("Confirm: eligible")


def screen_the_unavailable(hand: Hand) -> None:
    """Those that lack something, with the reason that the conditions give."""
    hand.click(hand.page.locator(".count-missing a"))
    for box in hand.page.locator("#screening input[name=selected]").all():
        hand.click(box)
    hand.click(hand.page.get_by_label("Not eligible", exact=True))
    hand.button("Preview")
    hand.button("Confirm: not eligible")
    assert hand.page.get_by_role("heading", level=1).inner_text() == "After closing"
