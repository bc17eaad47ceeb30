"""A page that shows work going on is read anew by itself, until the work is done."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from missions.models import Change
from osce_portal.privacy.models import DataExport
from selection.candidacies.changes.services import propose_change
from selection.candidacies.changes.working import apply_change
from tests.factories.candidacies import CandidacyFactory
from tests.factories.candidates import CandidateFactory
from tests.journeys.sessions import seat, staff_member
from tests.worker import worker_away

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_progress_and_end_are_shown_without_taking_the_focus_away(page, live_server):
    account = CandidateFactory(user__language="en").user
    export = DataExport.objects.create(
        account=account, state="making", asked_at=timezone.now(), parts=4, parts_done=1
    )
    seat(page, account, live_server).goto(reverse("privacy:export"))
    link = page.get_by_role("link", name="Look again")
    link.focus()
    DataExport.objects.filter(pk=export.pk).update(parts_done=3)
    expect(page.get_by_text("3 of 4 parts are done.")).to_be_visible(timeout=20_000)
    DataExport.objects.filter(pk=export.pk).update(state="failed")
    expect(page.get_by_role("status").filter(has_text="Failed")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("button", name="Put my data together")).to_be_visible()
    expect(link).to_be_focused()


def test_the_page_of_a_change_says_by_itself_when_the_worker_has_done_it(page, live_server):
    candidacy = CandidacyFactory(received=True)
    desk = staff_member("desk_officer", "en")
    words = {"note": "Told by ODIHR.", "message_fr": "Annulé.", "message_nl": "Geannuleerd."}
    change = Change(kind="cancelled", mission=candidacy.call.mission, **words)
    with worker_away():
        propose_change(change, actor=desk)
    seat(page, desk, live_server).goto(reverse("changes:change", args=[change.public_id]))
    expect(page.get_by_role("status").filter(has_text="Being done")).to_be_visible()
    expect(page.get_by_text("All of it is done at once")).to_be_visible()
    apply_change(change.pk)
    expect(page.get_by_role("status").filter(has_text="Done")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("All of it is done at once")).to_be_hidden()
    expect(page.get_by_role("link", name="Look again")).to_be_hidden()
