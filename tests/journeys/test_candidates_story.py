"""A candidate's story, from the first page to the erasure: on a phone in French, with a finger, once without
scripts; on a desk in Dutch, with the keyboard alone. Each stop is looked at by axe, no page scrolls sideways.
"""

import datetime as dt
import json
import re
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZipFile

import pypdf
import pytest
from django.urls import reverse
from django_countries import countries

from candidates.languages import language_name
from candidates.models import Candidate, EuropassImport
from osce_portal.accounts.models import User
from osce_portal.files.models import StoredFile
from osce_portal.privacy.models import ErasureRequest, NoticeAcceptance
from tests.browser import DESK, PHONE
from tests.candidates.europass.own_files import own_file, pdf_with_attachments
from tests.journeys.hands import Hand, Keyboard, PlainHand
from tests.journeys.sessions import staff_member
from tests.journeys.words import in_language, one_line
from tests.postbox import Postbox

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
EMAIL, PASSWORD = "noor.claes@example.org", "Une phrase longue pour essayer"
BORN = dt.date(1986, 4, 4)
ON_A_PHONE = {"viewport": {"width": PHONE, "height": 844}, "has_touch": True, "locale": "fr-BE"}
ON_A_DESK = {"viewport": {"width": DESK, "height": 900}, "locale": "nl-BE"}


@pytest.fixture(
    params=[("fr", ON_A_PHONE, Hand, PlainHand), ("nl", ON_A_DESK, Keyboard, Keyboard)],
    ids=["phone", "keyboard"],
)
def hands(request, open_page, live_server, settings):
    """Whoever acts in the story, and on which window; mails lead to this server."""
    settings.BASE_URL = live_server.url
    language, window, hand, later = request.param
    scripts = {} if later is hand else {"java_script_enabled": False}
    return SimpleNamespace(
        first=hand(open_page(**window), language),
        later=lambda: later(open_page(**window | scripts), language),
        again=lambda: hand(open_page(**window), language),
    )


def test_from_registration_to_erasure(hands, postbox, private_files):
    user = register(hands.first, postbox)
    say_who_one_is(hands.first)
    leave_half_way(hands.first)
    go_on_elsewhere(hands.later(), user)
    hand = hands.again()
    hand.sign_in(user, PASSWORD)
    take_over_from_europass(hand)
    take_the_data_along(hand, postbox)
    ask_for_erasure(hand)

    grant(hands.again())

    nothing_is_left(hands.again(), user, private_files)


def register(hand: Hand, postbox: Postbox) -> User:
    """The notice stands on the page, and whoever registers has taken note of it; the link came by mail."""
    hand.go(f"/{hand.language}/accounts/signup/")
    hand.look()
    assert hand.page.locator("main a[href$='/privacy/']").count() == 1
    hand.fill({"email": EMAIL, "password1": PASSWORD, "password2": PASSWORD})
    hand.press("Register")
    assert hand.say("Look in your mailbox") in hand.read()
    text = postbox.wait_for(1)[-1].get_content()
    (link,) = [link for link in re.findall(r"http://\S+", text) if link.count("/") > 3]
    hand.go(link)
    hand.press("Confirm")
    hand.look()
    assert hand.say("Welcome") in hand.read()
    user = User.objects.get(email=EMAIL)
    assert NoticeAcceptance.objects.get(account=user).language == hand.language
    return user


def country(hand: Hand, code: str) -> str:
    return in_language(hand.language, lambda: countries.name(code))


def say_who_one_is(hand: Hand) -> None:
    hand.follow("Register in the database")
    hand.look()
    hand.fill(
        {
            "first_name": "Noor",
            "last_name": "Claes",
            "birth_date": BORN,
            "phone": "0470123456",
            "city": "Namur",
        }
    )
    hand.find("nationality", country(hand, "BE"))
    hand.fill({"gender": "F", "language_group": "NL"})
    hand.press("Save")
    hand.look()
    assert hand.page.get_by_role("heading", level=1).inner_text() == "Noor Claes"


def open_new_line(hand: Hand, section: str) -> None:
    hand.go(reverse("candidates:entry-add", args=[section]))


def leave_half_way(hand: Hand) -> None:
    """One line is saved; the window is closed over the next one, half filled in, after signing out."""
    open_new_line(hand, "languages")
    hand.find("language", in_language(hand.language, lambda: language_name("fr")))
    hand.fill({"is_mother_tongue": True})
    hand.press("Save")
    hand.look()
    open_new_line(hand, "work")
    hand.fill({"title": "Juriste"})
    hand.sign_out()
    hand.page.close()


def go_on_elsewhere(hand: Hand, user: User) -> None:
    """What was saved is there; a mistake is told next to its field, and what was typed stays."""
    hand.sign_in(user, PASSWORD)
    hand.go(reverse("candidates:section", args=["languages"]))
    assert in_language(hand.language, lambda: language_name("fr")) in hand.read()
    open_new_line(hand, "work")
    typed = {"title": "Juriste", "organisation": "Ville de Namur"}
    days = {"started_on": dt.date(2020, 5, 5), "ended_on": dt.date(2019, 5, 5)}
    hand.fill(typed | {"field": "law"} | days)
    hand.press("Save")
    hand.look()
    assert hand.say("The end lies before the beginning.") in hand.read()
    assert hand.page.locator("[name=ended_on]").get_attribute("aria-invalid") == "true"
    kept = typed | {name: day.isoformat() for name, day in days.items()}
    assert {name: hand.page.input_value(f"[name={name}]") for name in kept} == kept
    hand.fill({"ended_on": dt.date(2021, 5, 5)})
    hand.press("Save")
    assert "Juriste, Ville de Namur" in hand.read()
    hand.sign_out()


def send_europass(hand: Hand) -> None:
    hand.go(reverse("candidates:overview"))
    hand.follow("Fill in from a Europass CV")
    content = pdf_with_attachments(own_file("current.xml"))
    file = {"name": "cv.pdf", "mimeType": "application/pdf", "buffer": content}
    hand.page.locator("[name=file]").set_input_files([file])  # the window for choosing is the machine's own
    hand.press("Read the CV")
    hand.look()


def field_of(hand: Hand, row: str, name: str) -> str:
    """The name of a field in that row of the proposal."""
    rows = hand.page.locator("li.proposal").filter(has=hand.page.get_by_role("checkbox", name=row))
    return rows.locator(f"[name$={name}]").get_attribute("name")


def take_over_from_europass(hand: Hand) -> None:
    """Some rows are accepted, others refused; what an accepted one lacks is asked beside it."""
    send_europass(hand)
    french = in_language(hand.language, lambda: language_name("fr"))
    assert not hand.page.get_by_role("checkbox", name=french).is_checked()  # it stands in the CV already
    english = in_language(hand.language, lambda: language_name("en"))
    for title in (
        "Assistant, Placeholder Institute",
        "Junior lawyer, Sample Chambers",
        "Invented tongue",
        english,
        "First aid",
    ):
        hand.untick(title)
    hand.press("Take over what is ticked")
    hand.look()
    lacking = hand.page.get_by_role("alert").locator("li").all_inner_texts()
    assert [text.partition(":")[0] for text in lacking] == ["Legal adviser, Placeholder Institute", "Diploma"]
    assert not hand.page.get_by_role("checkbox", name="First aid").is_checked()
    hand.fill(
        {field_of(hand, "Legal adviser", "-field"): "law", field_of(hand, "Diploma", "-kind"): "diploma"}
    )
    hand.press("Take over what is ticked")
    hand.look()

    candidate = Candidate.objects.get()
    assert {job.title for job in candidate.employments.all()} == {"Juriste", "Legal adviser"}
    assert {skill.language for skill in candidate.languages.all()} == {"fr", "nl"}
    assert (candidate.trainings.count(), candidate.documents.count()) == (0, 1)
    assert not EuropassImport.objects.exists()


def take_the_data_along(hand: Hand, postbox: Postbox) -> None:
    """What one gets is what one gave: as data, as a document, and the paper itself."""
    hand.go(reverse("privacy:export"))
    hand.press("Put my data together")
    hand.look()
    hand.follow("Download the file")
    hand.look()
    hand.fill({"password": PASSWORD})
    with ZipFile(BytesIO(hand.take("Continue"))) as pack:
        tables = {table["table"]: table["rows"] for table in json.loads(pack.read("data.json"))["tables"]}
        (cv,) = (name for name in pack.namelist() if name.endswith("cv.pdf"))
        printed = one_line(
            " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pack.read(cv))).pages)
        )
        papers = [name for name in pack.namelist() if name.startswith("files/")]
    assert {row["organisation"] for row in tables["candidates.Employment"]} == {
        "Ville de Namur",
        "Placeholder Institute",
    }
    assert "Noor Claes" in printed and "Legal adviser" in printed
    assert len(papers) == 1


def ask_for_erasure(hand: Hand) -> None:
    hand.go(reverse("privacy:erasure"))
    hand.fill({"understood": True})
    hand.press("Ask for my data to be erased")
    hand.look()
    assert hand.page.get_by_role("button", name=hand.say("Withdraw my request")).is_visible()


def grant(officer: Hand) -> None:
    """The data-protection officer, with a second step."""
    officer.sign_in(staff_member("auditor", officer.language))
    officer.go(reverse("privacy-staff:requests"))
    officer.look()
    officer.follow(ErasureRequest.objects.get().public_id)
    officer.look()
    officer.fill({"answer": "grant"})
    officer.press("Answer")


def nothing_is_left(hand: Hand, user: User, folder: Path) -> None:
    hand.sign_in(user, PASSWORD)
    hand.look()
    assert hand.say("This address and this password do not belong together.") in hand.read()
    candidate = Candidate.objects.get()
    assert (candidate.last_name, candidate.email, candidate.employments.count()) == ("", "", 0)
    assert candidate.anonymised_at is not None
    assert not StoredFile.objects.exists()
    assert [path for path in folder.rglob("*") if path.is_file()] == []
