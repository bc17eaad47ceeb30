"""A candidate takes the own data along and asks for erasure; the data-protection officer erases."""

from zipfile import ZipFile

import pytest
from django.urls import reverse

from candidates.models import Candidate
from tests.factories.accounts import PASSWORD
from tests.factories.candidates import CandidateFactory
from tests.journeys.sessions import seat, sign_in, staff_member
from tests.journeys.words import say


@pytest.mark.journey
def test_export_then_erase(page, transactional_db, live_server, tmp_path):
    candidate = CandidateFactory(registered=True, with_cv=True, last_name="Vandamme")
    user, language = candidate.user, candidate.user.language
    seat(page, user, live_server)
    button = page.get_by_role("main").get_by_role("button")

    page.goto(reverse("privacy:export"))
    button.click()
    page.get_by_role("link", name=say(language, "Download the file")).click()
    page.wait_for_url("**/reauthenticate/**")
    page.fill("[name=password]", PASSWORD)
    with page.expect_download() as download:
        button.first.click()
    pack = tmp_path / "pack.zip"
    download.value.save_as(pack)
    with ZipFile(pack) as opened:
        assert "Vandamme" in opened.read("data.json").decode()

    page.goto(reverse("privacy:erasure"))
    page.check("[name=understood]")
    button.last.click()
    page.get_by_role("button", name=say(language, "Withdraw my request")).wait_for()
    page.context.clear_cookies()

    sign_in(page, staff_member("auditor", "en"))
    page.goto(reverse("privacy-staff:requests"))
    page.locator("#content table a").click()
    page.get_by_label(say("en", "Grant: erase now, for good")).check()
    page.locator("input[type=submit].default").click()
    page.wait_for_url("**/privacy/requests/")

    candidate = Candidate.objects.get(pk=candidate.pk)
    assert candidate.anonymised_at is not None
    assert candidate.last_name == ""
    page.context.clear_cookies()
    page.goto(f"/{language}/accounts/login/")
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", PASSWORD)
    button.first.click()
    page.wait_for_load_state()
    assert "/my-file/" not in page.url
