"""The frame's own pages in Chromium: titles, errors beside fields, keyboard, languages without scripts."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)
PUBLIC = ["", "accounts/login/", "accounts/signup/", "accounts/password/reset/"]


def test_public_pages_have_different_titles(page):
    titles = []
    for address in PUBLIC:
        page.goto(f"/en/{address}")
        titles.append(page.title())
    assert len(set(titles)) == len(titles)


def test_errors_stand_beside_their_fields_and_what_was_typed_stays(phone_page):
    phone_page.goto("/en/accounts/signup/")
    phone_page.fill("[name=email]", "no address")
    phone_page.fill("[name=password1]", "short")
    phone_page.click("main button[type=submit]")
    assert phone_page.locator("#id_email.is-invalid").count() == 1
    assert phone_page.input_value("[name=email]") == "no address"


def test_the_skip_link_is_the_first_stop_and_leads_to_the_content(page):
    page.goto("/fr/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_the_language_switch_works_without_scripts(open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/fr/accounts/login/")
    page.click("text=Nederlands")
    assert page.url.endswith("/nl/accounts/login/")


def test_a_first_visit_gets_the_language_of_the_browser(open_page):
    page = open_page(locale="nl-BE")
    page.goto("/")
    assert page.url.endswith("/nl/")
