"""Looking at pages one after the other, at every width; all that is wrong is told at once."""

from collections.abc import Callable, Iterable, Iterator

from django.urls import reverse
from playwright.sync_api import Page

from tests.browser import faults_of_state
from tests.permissions.table import read_table
from tests.permissions.world import arguments, walk_routes

Look = Callable[[Page], list[str]]
READERS = ("anonymous", "owner", "desk", "decider", "budget", "auditor", "admin")
SEND_NOTHING = """([address, token]) => {
    const form = Object.assign(document.createElement("form"), {method: "post", action: address});
    form.append(Object.assign(document.createElement("input"), {name: "csrfmiddlewaretoken", value: token}));
    document.body.append(form);
    form.submit();
}"""


def shown_to(reader: str, method: str) -> list[str]:
    """Routes that answer ``method`` with a page, given to the first reader whom the table shows it."""
    return [
        route
        for (route, asked), cells in read_table().items()
        if asked == method and next((name for name in READERS if cells[name] == "page"), None) == reader
    ]


def addresses_of(routes: Iterable[str], world) -> Iterator[str]:
    """Where the routes lead in this world."""
    names = dict(walk_routes())
    for route in routes:
        yield reverse(route, kwargs=arguments(route, names[route], world))


def is_a_page(page: Page, address: str) -> bool:
    """Whether a browser shows it as a page, rather than as it is or keeps it as a file."""
    return page.request.get(address).headers["content-type"].startswith("text/html")


def look_at(page: Page, addresses: Iterable[str], language: str, look: Look = faults_of_state) -> list[str]:
    """Open each page; its titles, or AssertionError with everything that is wrong on any of them."""
    wrong, titles = {}, []
    for address in addresses:
        assert page.goto(address).ok, address
        wrong[address] = all_wrong(page, language, look)
        titles.append(page.title())
    assert_nothing(wrong)
    return titles


def send_nothing_to(
    page: Page, addresses: Iterable[str], language: str, look: Look = faults_of_state
) -> None:
    """Send an empty form to each address and look at the page with the errors."""
    wrong = {}
    for address in addresses:
        send_empty_form(page, address)
        wrong[address] = all_wrong(page, language, look)
    assert_nothing(wrong)


def send_empty_form(page: Page, address: str) -> None:
    """As if every field had been left empty, whatever the page itself would refuse to send."""
    token = next((cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "csrftoken"), "")
    with page.expect_navigation():
        page.evaluate(SEND_NOTHING, [address, token])


def all_wrong(page: Page, language: str, look: Look = faults_of_state) -> list[str]:
    """What ``look`` finds, and a language that is not the reader's."""
    spoken = page.get_attribute("html", "lang")
    return look(page) + [f"speaks {spoken}"] * (spoken != language)


def assert_nothing(wrong: dict[str, list[str]]) -> None:
    """Fail with one line for each fault."""
    told = [f"{address}\n    {fault}" for address, faults in wrong.items() for fault in faults]
    assert not told, "\n".join(told)
