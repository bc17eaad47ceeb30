"""What somebody does who has no mouse: every field and button is reached with Tab, and seen when it is."""

from playwright.sync_api import Page

MOST_STEPS = 120
FOCUSED = """() => {
  const it = document.activeElement;
  return [it.name, it.id, it.textContent.trim()];
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


def type_into(page: Page, fields: dict[str, str]) -> None:
    """Fields in the order of the page."""
    for name, text in fields.items():
        tab_to(page, name)
        page.keyboard.type(text)


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
