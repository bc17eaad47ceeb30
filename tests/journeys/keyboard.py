"""What somebody does who has no mouse: every field and button is reached with Tab, and seen when it is."""

from playwright.sync_api import Locator, Page

MOST_STEPS = 120
FOCUSED = """() => {
  const it = document.activeElement;
  const label = it.labels && it.labels.length ? it.labels[0].innerText : "";
  return [it.name, it.id, it.textContent.trim(), label.trim()];
}"""
SEEN = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" || style.boxShadow !== "none";
}"""


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the field, link or button of that name, id or text has the focus, which one sees."""
    for _step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if name in page.evaluate(FOCUSED):
            assert page.evaluate(SEEN), name
            return
    raise AssertionError(f"{name} cannot be reached with Tab")


def tab_until(page: Page, where: Locator) -> None:
    """Press Tab until that very link or button has the focus, which one sees."""
    wanted = where.element_handle()
    for _step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if wanted.evaluate("it => it === document.activeElement"):
            assert page.evaluate(SEEN), where
            return
    raise AssertionError(f"{where} cannot be reached with Tab")


def find_in_list(page: Page, name: str, letters: str) -> None:
    """Type what a country or a language begins with, and take the first that is offered."""
    tab_to(page, f"id_{name}")
    page.keyboard.press("Control+A")
    page.keyboard.type(letters)
    page.keyboard.press("Enter")


def press(page: Page, name: str, key: str = "Enter") -> None:
    """A button or a link; ``Space`` for a box or the first of a group."""
    tab_to(page, name)
    page.keyboard.press(key)
