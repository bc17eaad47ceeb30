"""What a desk officer does on the day after closing, in Dutch, one act a function."""

from playwright.sync_api import Page

from missions.models import Call, Mission
from osce_portal.staff_admin import row_address
from selection.assessment.models import Assessment
from selection.candidacies.models import Candidacy
from tests.journeys.words import say, say_many

LANGUAGE = "nl"


def nl(text: str, **values) -> str:
    """The Dutch words for ``text`` (as in the code)."""
    return say(LANGUAGE, text, **values)


def press(page: Page, text: str, **values) -> None:
    """Press the first button that says ``text`` (as in the code)."""
    page.get_by_role("main").get_by_role("button", name=nl(text, **values), exact=True).first.click()


def follow(page: Page, text: str, **values) -> None:
    """Follow the first link that says ``text`` (as in the code)."""
    page.get_by_role("main").get_by_role("link", name=nl(text, **values), exact=True).first.click()


def open_the_call(page: Page, mission: Mission) -> Call:
    """Set and open the call of a mission on its staff page: the deadline is shown before."""
    page.goto(row_address(mission))
    follow(page, "Set the call for STOs")
    press(page, "Set and open the call")
    assert nl("The call is set.") in page.locator(".messagelist").inner_text()
    return Call.objects.select_related("mission__state").get(mission=mission)


def go_to_the_closed_call(page: Page, title: str) -> None:
    """From the staff's first page, where closed calls wait."""
    page.goto("/admin/")
    page.get_by_role("region", name=nl("Calls that need you")).get_by_role("link", name=title).click()
    assert page.get_by_role("heading", level=1).inner_text() == nl("After closing")


def count_shown(page: Page, label: str) -> int:
    """The figure of the call under ``label``."""
    figure = page.locator(".counts div").filter(has=page.get_by_text(nl(label), exact=True))
    return int(figure.locator("dd").inner_text())


def accept_certificates(page: Page, number: int) -> None:
    """Each beside its fields, one button for "accepted and the next"."""
    follow(page, "Check certificates")
    for left in range(number, 0, -1):
        text = say_many(
            LANGUAGE, "%(counter)s certificate left to check", "%(counter)s certificates left to check",
            left, counter=left,
        )  # fmt: skip
        assert text in page.get_by_role("main").inner_text()
        assert page.locator(".certificate-file img").evaluate("image => image.decode().then(() => true)")
        press(page, "Accept and show the next")
    assert page.get_by_role("heading", level=1).inner_text() == nl("After closing")


def screen_the_complete(page: Page, number: int) -> None:
    """Tick all that are complete, look at the preview, confirm."""
    follow(page, "Tick all that are complete and not yet screened")
    page.get_by_label(nl("Eligible"), exact=True).check()
    press(page, "Preview")
    assert page.locator(".preview-rows tbody tr").count() == number
    assert not Candidacy.objects.filter(status="eligible").exists()
    press(page, "Confirm: eligible")
    told = "%d candidacy is now eligible.", "%d candidacies are now eligible."
    assert say_many(LANGUAGE, *told, number) in page.locator(".messagelist").inner_text()


def find_not_eligible(page: Page, name: str) -> str:
    """One person who lacks a condition; gives the reason of the preview, in that person's language."""
    page.get_by_role("link", name=name).click()
    press(page, "Not eligible …")
    reason = page.locator(".preview-rows textarea").input_value()
    press(page, "Confirm: not eligible")
    return reason


def mark_motivations(page: Page, best: Candidacy) -> None:
    """In one list, without names: the best one full marks, the others in general."""
    follow(page, "Mark motivations")
    assert best.candidate.last_name not in page.get_by_role("main").inner_text()
    for motivation in page.get_by_role("article").all():
        level = "full" if best.receipt_number in motivation.inner_text() else "general"
        motivation.locator(f"input[value={level}]").check()
    press(page, "Save this page")
    assert not Assessment.objects.unmarked().exists()


def verify_points(page: Page, name: str) -> str:
    """The points with their working, verified by a person; gives the text of the working."""
    page.get_by_role("link", name=name).click()
    working = page.locator("table.working").inner_text()
    press(page, "I have compared the declared lines with their proofs")
    assert nl("The points are verified.") in page.locator(".messagelist").inner_text()
    follow(page, "Back to the call")
    return working
