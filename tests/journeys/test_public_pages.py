"""What a visitor sees before signing in, in a real browser: phone and desk, all four languages."""

import pytest

from tests.browser import accessibility_complaints, is_too_wide

PAGES = ["", "calendar/", "accounts/login/", "accounts/signup/", "accounts/password/reset/"]


@pytest.mark.journey
@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_the_public_pages_speak_the_language_and_shut_nobody_out(phone_page, language):
    for path in PAGES:
        phone_page.goto(f"/{language}/{path}")

        assert phone_page.get_attribute("html", "lang") == language
        assert phone_page.locator("h1").count() == 1
        for width in (390, 1280):
            phone_page.set_viewport_size({"width": width, "height": 900})
            assert (path, accessibility_complaints(phone_page)) == (path, [])
            assert not is_too_wide(phone_page), path


@pytest.mark.journey
def test_a_first_visit_gets_the_language_of_the_browser(open_page):
    page = open_page(locale="nl-BE")

    page.goto("/")

    assert page.url.endswith("/nl/")
