"""What two members of staff do to make, approve and send a delegation, in Dutch, one act a function."""

from pathlib import Path

from playwright.sync_api import Page

from candidates.models import Candidate
from missions.models import Call
from missions.presets import find_preset
from tests.journeys.officer_steps import LANGUAGE, follow, nl, press
from tests.journeys.words import in_language


def set_the_call(page: Page, *, places: int, cost: str, budget: str) -> None:
    """Places, cost and budget in euros on the call's own page, then the bands from a preset."""
    follow(page, "Make the selection")
    follow(page, "Change places, budget, cost or balances")
    page.fill("[name=places]", str(places))
    page.fill("[name=unit_cost_cents]", cost)
    page.fill("[name=budget_cents]", budget)
    page.click("[name=_continue]")
    follow(page, "Choose the balance bands from presets")
    page.locator("button[name=preset][value=balanced]").click()
    told = nl("The balance bands are set: %(preset)s", preset=in_language(LANGUAGE, balanced_name))
    assert told in page.locator(".messagelist").inner_text()


def balanced_name() -> str:
    """The name of the preset that most calls take."""
    return find_preset("balanced").name


def go_to_the_selection(page: Page, call: Call) -> None:
    page.goto(f"/admin/calls/{call.public_id}/selection/")


def compute_and_hand_in(page: Page, call: Call) -> None:
    """Compute the team; the same person cannot approve it."""
    go_to_the_selection(page, call)
    press(page, "Compute the team")
    assert page.get_by_role("region", name=nl("Team"), exact=True).first.is_visible()
    press(page, "Hand in for approval")
    assert nl("Waiting for approval") in page.get_by_role("main").inner_text()
    assert page.get_by_role("link", name=nl("Approve or send back")).count() == 0


def approve(page: Page, call: Call, *, reason: str, despite: str) -> None:
    """The second person looks at the team and approves it, saying why in spite of the warnings."""
    go_to_the_selection(page, call)
    follow(page, "Approve or send back")
    page.check("[name=decision][value=approve]")
    page.fill("[name=reason]", reason)
    page.fill("[name=despite]", despite)
    press(page, "Decide")
    assert nl("Your decision is kept.") in page.locator(".messagelist").inner_text()


def download_list(page: Page, kind: str, folder: Path) -> Path:
    """The nomination list as a file, in Dutch."""
    with page.expect_download() as started:
        page.locator(f"a[href$='list.{kind}?language={LANGUAGE}']").click()
    path = folder / f"list.{kind}"
    started.value.save_as(path)
    return path


def note_nominations(page: Page) -> None:
    """Write down that the list went to ODIHR's database today."""
    page.select_option("[name=channel]", "odihr_database")
    press(page, "Record the nomination")
    assert nl("The nominations were written down.") in page.locator(".messagelist").inner_text()


def give_the_place_up(page: Page, call: Call, person: Candidate) -> None:
    """Somebody cannot go: the place is free and the page proposes how to fill it."""
    go_to_the_selection(page, call)
    follow(page, "%(name)s cannot go", name=person.full_name)
    page.fill("[name=note]", "Aan de telefoon gemeld.")
    press(page, "Withdraw and free the place")
    assert nl("The place is free. Decide here how it is filled.") in page.locator(".messagelist").inner_text()


def propose_for_the_place(page: Page, person: Candidate) -> None:
    """The next person on the approved reserve list; somebody else confirms."""
    press(page, "Propose %(name)s for the place", name=person.full_name)
    told = nl("The replacement is proposed: somebody else now confirms it or sends it back.")
    assert told in page.locator(".messagelist").inner_text()


def confirm_the_replacement(page: Page) -> None:
    """The second person finds it on the start page."""
    page.goto("/admin/")
    page.get_by_role("region", name=nl("To decide")).get_by_role("link").first.click()
    page.check("[name=decision][value=approve]")
    page.fill("[name=reason]", "De volgende van de lijst.")
    press(page, "Decide")
    assert nl("Your decision is kept.") in page.locator(".messagelist").inner_text()
