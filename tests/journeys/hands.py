"""A story told once, done by different hands: with a finger or a mouse, or with the keyboard alone."""

import datetime as dt
from pathlib import Path

from playwright.sync_api import Locator, Page

from osce_portal.accounts.models import User
from tests.browser import COLOURS_TOO, DESK, NARROWEST, NO_COLOURS, look_over
from tests.factories.accounts import PASSWORD
from tests.journeys import keyboard
from tests.journeys.sessions import code_of, secret_of
from tests.journeys.words import say

MOST_LINES = 60  # of a list that is gone through line by line


class Hand:
    """Points and presses; words are those of the code, said in ``language``.

    Wherever it arrives, the page need not be scrolled sideways.
    """

    def __init__(self, page: Page, language: str):
        self.page, self.language = page, language

    def say(self, text: str, **values) -> str:
        return say(self.language, text, **values)

    def go(self, address: str) -> None:
        """As by a bookmark."""
        self.page.goto(address)
        self.look_over(None)

    def follow(self, text: str) -> None:
        """A link of the page's main part."""
        self._go_by(self._main("link", self.say(text)))

    def press(self, text: str) -> None:
        """A button of the page's main part."""
        self._go_by(self._main("button", self.say(text)))

    def take(self, text: str) -> bytes:
        """The file that a button of the page's main part gives."""
        with self.page.expect_download() as downloading:
            self._activate(self._main("button", self.say(text)))
        return Path(downloading.value.path()).read_bytes()

    def fill(self, values: dict[str, str | bool | dt.date]) -> None:
        """The fields of a form by their names, in the order of the page; days as dates."""
        for name, value in values.items():
            field = self.page.locator(f"main [name={name}]")
            match field.first.evaluate("field => field.type"):
                case "radio":
                    self._choose_one(field, name, str(value))
                case "checkbox":
                    self._tick(field.first, name)
                case "select-one":
                    self._choose_line(field, name, str(value))
                case _:
                    self._write(field, name, value)

    def find(self, name: str, words: str) -> None:
        """A country or a language, by typing."""
        self.page.locator(f"#id_{name}").press_sequentially(words)
        self.page.locator(".combobox").get_by_role("option", name=words, exact=True).click()

    def untick(self, label: str) -> None:
        """Leave the box with this label empty."""
        box = self.page.get_by_role("checkbox", name=label, exact=True)
        if box.is_checked():
            self._empty(box, label)

    def unfold(self, text: str) -> None:
        """Open what lies folded under these words."""
        self._activate(self.page.locator("summary").filter(has_text=self.say(text)))

    def read(self) -> str:
        """What the page's main part says."""
        return self.page.get_by_role("main").inner_text()

    def look(self) -> None:
        """Nothing on this page is in anybody's way: WCAG 2.2 AA, as far as a program can tell."""
        self.look_over(COLOURS_TOO if self._width == DESK else NO_COLOURS, also=NARROWEST)

    def look_over(self, options: dict | None, *, also: int | None = None) -> None:
        """At the width that the page has, and at another where nothing but the width can be wrong."""
        widths = {self._width: options} | ({also: None} if also else {})
        assert look_over(self.page, widths) == [], self.page.url

    def sign_in(self, user: User, password: str = PASSWORD) -> None:
        """By the page for it, with the code of the second step if there is one."""
        self.go(f"/{self.language}/accounts/login/")
        self.fill({"login": user.email, "password": password})
        self.press("Sign in")
        if secret := secret_of(user):
            self.fill({"code": code_of(secret)})
            self.press("Sign in")

    def sign_out(self) -> None:
        button = self.page.get_by_role("banner").get_by_role("button", name=self.say("Sign out"), exact=True)
        self._go_by(button)

    @property
    def _width(self) -> int:
        return self.page.viewport_size["width"]

    def _main(self, role, name: str) -> Locator:
        return self.page.get_by_role("main").get_by_role(role, name=name, exact=True).first

    def _go_by(self, where: Locator) -> None:
        with self.page.expect_navigation():
            self._activate(where)
        self.look_over(None)

    def _activate(self, where: Locator) -> None:
        where.click()

    def _choose_one(self, field: Locator, name: str, value: str) -> None:
        self.page.check(f"main [name={name}][value='{value}']")

    def _tick(self, field: Locator, name: str) -> None:
        field.check()

    def _empty(self, box: Locator, label: str) -> None:
        box.uncheck()

    def _choose_line(self, field: Locator, name: str, value: str) -> None:
        field.select_option(value)

    def _write(self, field: Locator, name: str, value: str | bool | dt.date) -> None:
        field.fill(str(value))


class PlainHand(Hand):
    """The same in a browser without scripts: a long list is an ordinary one, and axe cannot look."""

    def look(self) -> None:
        self.look_over(None, also=NARROWEST)

    def find(self, name: str, words: str) -> None:
        self.page.locator(f"main [name={name}]").select_option(label=words)


class Keyboard(Hand):
    """Tab, space, arrows and Enter; no mouse. What has the focus is seen to have it."""

    def find(self, name: str, words: str) -> None:
        keyboard.find_in_list(self.page, name, words)

    def _activate(self, where: Locator) -> None:
        keyboard.tab_until(self.page, where)
        self.page.keyboard.press("Enter")

    def _choose_one(self, field: Locator, name: str, value: str) -> None:
        keyboard.press(self.page, name, "Space")
        self._go_down_to(value)

    def _tick(self, field: Locator, name: str) -> None:
        keyboard.press(self.page, name, "Space")

    def _empty(self, box: Locator, label: str) -> None:
        keyboard.press(self.page, label, "Space")

    def _choose_line(self, field: Locator, name: str, value: str) -> None:
        keyboard.tab_to(self.page, name)
        self._go_down_to(value)

    def _go_down_to(self, value: str) -> None:
        for _line in range(MOST_LINES):
            if self.page.evaluate("document.activeElement.value") == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{value} is not in this list")

    def _write(self, field: Locator, name: str, value: str | bool | dt.date) -> None:
        keyboard.tab_to(self.page, name)
        if isinstance(value, dt.date):
            assert value.day == value.month, "which of them comes first is the machine's own way"
            self.page.keyboard.type(f"{value:%d%m%Y}")
        else:
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(value)
