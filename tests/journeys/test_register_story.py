"""The register's story: the second step, a search with facets, a file, two files made one; and what the
person learns of it. On a phone in Dutch, with a finger; on a desk in French, with the keyboard alone.
"""

import datetime as dt

import pytest
from django.urls import reverse

from candidates import services
from candidates.languages import language_name
from candidates.models import Candidate
from osce_portal.audit.enums import Function
from tests.browser import DESK, PHONE
from tests.factories.candidates import CandidateFactory, EmploymentFactory, LanguageSkillFactory
from tests.journeys.hands import Hand, Keyboard
from tests.journeys.sessions import seat, staff_member
from tests.journeys.words import in_language, say_many

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
KNOWN = {"first_name": "Ann", "last_name": "Maes", "birth_date": dt.date(1980, 2, 3)}
WHERE = "Observation des élections au Kirghizstan"
ON_A_PHONE = {"viewport": {"width": PHONE, "height": 844}, "has_touch": True, "locale": "nl-BE"}
ON_A_DESK = {"viewport": {"width": DESK, "height": 900}, "locale": "fr-BE"}


@pytest.fixture(params=[("nl", ON_A_PHONE, Hand), ("fr", ON_A_DESK, Keyboard)], ids=["phone", "keyboard"])
def officer(request, open_page) -> Hand:
    """The hand of a desk officer, who has signed in with the second step."""
    language, window, kind = request.param
    hand = kind(open_page(**window), language)
    hand.sign_in(staff_member("desk_officer", language))
    return hand


@pytest.fixture
def files() -> tuple[Candidate, Candidate]:
    """Two files of one person, of which only the newer says where she worked; and somebody half like her."""
    older = CandidateFactory(city="Gent", without_account=True, **KNOWN)
    newer = CandidateFactory(city="Aalst", **KNOWN)
    EmploymentFactory(candidate=newer, description=WHERE)
    LanguageSkillFactory(candidate=newer, language="en", skill="C1")
    EmploymentFactory(description=WHERE)
    services.rebuild_search()
    return older, newer


def test_from_the_search_to_one_file(officer, files, open_page, live_server):
    older, newer = files
    search(officer, words="election kirghizstan", found=2)
    narrow(officer)
    open_the_file(officer)
    make_one_of_two(officer)

    merged = Candidate.objects.get(last_name="Maes")
    assert (merged.pk, merged.city, merged.employments.count()) == (older.pk, "Aalst", 1)
    language = newer.user.language
    who_looked(Hand(seat(open_page(), newer.user, live_server), language))


def search(hand: Hand, *, words: str, found: int) -> None:
    """Without accents, in another language than the page's: the words are those of the CV."""
    hand.go(reverse("admin:candidates_candidate_changelist"))
    hand.fill({"q": words})
    hand.press("Search")
    assert (
        say_many(hand.language, "%(counter)s person", "%(counter)s people", found, counter=found)
        in hand.read()
    )


def narrow(hand: Hand) -> None:
    """Of those, whoever speaks English well; each condition is shown as a chip."""
    hand.unfold("Narrow the list")
    hand.find("language1", in_language(hand.language, lambda: language_name("en")))
    hand.fill({"level1": "B2"})
    hand.press("Show these people")
    hand.look()
    assert say_many(hand.language, "%(counter)s person", "%(counter)s people", 1, counter=1) in hand.read()
    assert hand.page.locator(".chips li").count() == 2


def open_the_file(hand: Hand) -> None:
    hand.follow("Maes Ann")
    hand.look()
    assert WHERE in hand.read()


def make_one_of_two(hand: Hand) -> None:
    """The older file stays; the preview lets choose where the two differ."""
    hand.go(reverse("admin:candidates_candidate_changelist"))
    hand.follow("Possibly the same person")
    hand.look()
    hand.follow("Compare and make one")
    hand.look()
    hand.fill({"city": "gone", "because": "The same passport."})
    hand.press("Make one file of the two")
    assert hand.say("The two files are one.") in hand.page.locator(".messagelist").inner_text()


def who_looked(hand: Hand) -> None:
    """The person reads in which function somebody looked, and no name."""
    hand.go(reverse("privacy:looks"))
    hand.look()
    rows = hand.page.get_by_role("table").get_by_role("row")
    assert in_language(hand.language, lambda: Function.DESK_OFFICER.label) in rows.nth(1).inner_text()
    assert "officer" not in hand.read()
