"""What makes every test in Chromium fail at its end is really heard."""

import pytest

from tests.browser import Complaints, faults_of, misfits_of

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
STRANGER = "http://127.0.0.1:9/picture.png"
ADD = """([tag, values]) => new Promise((resolve) => {
    const element = Object.assign(document.createElement(tag), values);
    element.onload = element.onerror = resolve;
    document.body.append(element);
    setTimeout(resolve, 500);
})"""

SPOIL = """() => {
    const image = document.createElement("img");
    image.style.minWidth = "350px";
    document.querySelector("main").replaceChildren(image);
}"""


@pytest.fixture
def visit(chromium, live_server):
    """Open the first page and put something into it; what was complained of."""
    contexts = []

    def visit_and_add(tag: str, values: dict[str, str], **options) -> list[str]:
        complaints = Complaints(live_server.url)
        context = chromium.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        complaints.listen_to(context)
        page = context.new_page()
        page.goto("/fr/")
        assert complaints == []
        page.evaluate(ADD, [tag, values])
        return complaints

    yield visit_and_add
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("tag", "values"),
    [("script", {"text": "1"}), ("style", {"textContent": "p {}"}), ("img", {"src": STRANGER})],
)
def test_what_the_policy_refuses_is_heard(visit, tag, values):
    assert any("Content Security Policy" in complaint for complaint in visit(tag, values))


def test_a_request_to_another_server_is_heard_even_without_the_policy(visit):
    assert visit("img", {"src": STRANGER}, bypass_csp=True) == [f"request to another server: {STRANGER}"]


def test_a_script_that_fails_is_heard(visit):
    complaints = visit("script", {"text": "throw new Error('as asked')"}, bypass_csp=True)
    assert complaints == ["uncaught: as asked"]


def test_faults_of_a_page_are_found_at_their_width(page):
    page.goto("/fr/")
    assert faults_of(page) == []
    page.evaluate(SPOIL)
    found = "\n".join(faults_of(page))
    assert "390 px: image-alt" in found
    assert "1280 px: image-alt" in found
    assert "320 px: too wide" in found
    assert "390 px: too wide" not in found
    assert "0 first headings" in found


def test_what_other_words_spoil_is_found_without_axe(page):
    page.goto("/fr/")
    assert misfits_of(page) == []
    page.evaluate(SPOIL)
    assert misfits_of(page) == ["320 px: too wide", "0 first headings"]
