"""Every page of the table of permissions, as it opens and with the errors of an empty form."""

import pytest
from django.utils import translation

from tests.accessibility.looking import (
    READERS,
    addresses_of,
    is_a_page,
    look_at,
    send_nothing_to,
    shown_to,
)
from tests.accessibility.test_passkeys import PAGES as PASSKEYS
from tests.accessibility.test_second_step import PAGES as SECOND_STEP
from tests.browser import faults_of, faults_of_marks, misfits_of
from tests.journeys.sessions import seat
from tests.permissions.table import read_table
from tests.permissions.world import make_actor, make_world

LANGUAGES = {
    "anonymous": ("fr", "nl", "de", "en"),
    "owner": ("fr", "de"),
    "desk": ("nl",),
    "decider": ("fr",),
    "budget": ("nl",),
    "auditor": ("fr",),
    "admin": ("en",),
}
FILES = {
    "health",
    "calendar-json",
    "calendar-ics",
    "calendar-schema",
    "call-ics",
    "own-calendar",
    "candidacies:receipt",
    "candidates:cv-pdf",
    "admin:candidates_candidate_cv",
    "candidates:document-file",
    "admin:candidates_candidate_document",
    "elearning:certificate-file",
    "sheets:example",
    "calendar-sheets:export",
    "delegation:run-file",
    "nominations:file",
    "assessment:certificate-image",
    "admin:jsi18n",
    "admin:candidacies_candidacy_proof",
    "admin:candidates_candidate_export",
}
WITHOUT_A_PAGE = {
    "missions:this-month",  # leads to the month
    "root",
    "privacy:export-file",  # a file, after the password was asked again
    "admin:candidates_candidate_list",  # a file, for the officer who asked for it
    "admin:view_on_site",
    "assessment:certificates",
    "assessment:screening-confirm",
    "account_set_password",  # for people who have none: nobody
    "account_confirm_login_code",  # no such code is ever sent
    "mfa_download_recovery_codes",  # a file
    "openid_connect_login",  # no sign-in service is named here: see tests/osce_portal/accounts
    "openid_connect_callback",
    "socialaccount_signup",
    "mfa_login_webauthn",  # answers scripts, and leads back to the sign-in
    "security-contact",  # a text, where somebody is named
}


@pytest.fixture
def world(transactional_db):
    return make_world()


def sit_down(page, reader: str, language: str, world, live_server) -> None:
    """The reader's session, in this language; a visitor has none."""
    user = make_actor(reader, world)
    if user is not None:
        user.language = language
        user.save()
        seat(page, user, live_server)


@pytest.mark.journey
@pytest.mark.parametrize("reader", LANGUAGES)
def test_every_page_and_every_form_with_errors(page, world, live_server, reader):
    shown = shown_to(reader, "GET")
    pages = [route for route in shown if route not in FILES]
    for language in LANGUAGES[reader]:
        sit_down(page, reader, language, world, live_server)
        look = faults_of if language == LANGUAGES[reader][0] else misfits_of  # the marks are the same ones
        with translation.override(language):
            titles = look_at(page, list(addresses_of(pages, world)), language, look)
        assert reader != "owner" or len(set(titles)) == len(titles)  # a candidate tells the tabs apart
    assert not [address for address in addresses_of(FILES & set(shown), world) if is_a_page(page, address)]
    with translation.override(language):
        forms = [route for route in shown_to(reader, "POST") if route not in FILES]
        send_nothing_to(page, list(addresses_of(forms, world)), language, faults_of_marks)


def test_no_address_is_left_out():
    """A page shown to nobody in the table's world is shown in some state, or there is none."""
    table = read_table()
    shown = {route for reader in LANGUAGES for how in ("GET", "POST") for route in shown_to(reader, how)}
    refused = {route for route, how in table if is_refused(route, table[route, "GET"].values())}
    assert {route for route, _how in table} - shown - refused == WITHOUT_A_PAGE | {*SECOND_STEP, *PASSKEYS}
    assert not any(shown_to(reader, "GET") for reader in set(READERS) - set(LANGUAGES))


def is_refused(route: str, outcomes) -> bool:
    """An act without a page, something of the admin that nobody may do, or a history that the log tells."""
    is_admins = route.startswith("admin:")
    return "no" in outcomes or (
        is_admins and (set(outcomes) <= {"login", "404"} or route.endswith("_history"))
    )
