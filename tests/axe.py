"""What axe-core finds on a page that is open in Chromium."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def faults_of(page: Page) -> list[str]:
    """One line for each fault of WCAG 2.2 AA, or of good practice, with the first element that has it."""
    found = Axe().run(page, options={"runOnly": WCAG, "preload": False}).response["violations"]
    return [f"{fault['id']}: {fault['help']}: {fault['nodes'][0]['html']}" for fault in found]


def width_of(page: Page) -> int:
    """How many pixels the page is wider than its window: 0 where nothing has to be scrolled sideways."""
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
