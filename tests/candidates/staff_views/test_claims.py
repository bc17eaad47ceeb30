"""People who were not told of their file: found in the list, told from there, counted on the start page."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from candidates.models import Candidate
from candidates.services import read_claim, update_identity
from candidates.services.claims import make_claim
from osce_portal.audit.models import AuditEntry
from osce_portal.mail.models import QueuedMail
from selection.assessment.services import declare_conflict
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory

pytestmark = pytest.mark.django_db
LIST = reverse("admin:candidates_candidate_changelist")
TELL = reverse("admin:candidates_candidate_tell")


@pytest.fixture
def officer(client):
    user = UserFactory(staff=True, language="en", groups=["desk_officer"])
    client.force_login(user)
    return user


def somebody(first_name: str, told_days_ago: int | None = None, **facts) -> Candidate:
    """Without an account; told so many days ago, or never."""
    at = None if told_days_ago is None else timezone.now() - dt.timedelta(days=told_days_ago)
    return CandidateFactory(first_name=first_name, without_account=True, claim_sent_at=at, **facts)


def send(client, query: str = "") -> str:
    """The page, then its button; what is said of it."""
    shown_at = client.get(TELL + query).context["shown_at"]
    answer = client.post(TELL + query, {"shown_at": shown_at}, follow=True)
    return answer.content.decode()


def test_the_list_finds_who_was_told_and_whose_link_has_expired(client, officer, settings):
    settings.CLAIM_LINK_DAYS = 60
    for first_name, days in (("Ann", None), ("Bea", 59), ("Cara", 61)):
        somebody(first_name, days)
    CandidateFactory(first_name="Dora")

    found = {
        told: [one.first_name for one in client.get(LIST, {"told": told}).context["page"].people]
        for told in ("no", "sent", "expired")
    }

    assert found == {"no": ["Ann"], "sent": ["Bea"], "expired": ["Cara"]}


def test_whoever_has_no_account_is_told_and_the_others_are_left_out(client, officer):
    ann, bea = somebody("Ann"), somebody("Bea", 3)
    CandidateFactory(first_name="Dora")
    assert TELL in client.get(LIST).content.decode()
    page = client.get(TELL).content.decode()
    assert "2 people found have no account" in page and "1 of them got a link before" in page
    assert not QueuedMail.objects.exists()

    assert "The link to the file goes to 2 people." in send(client)

    assert set(QueuedMail.objects.values_list("to_email", flat=True)) == {ann.email, bea.email}
    acts = AuditEntry.objects.filter(action="candidate.told", actor=officer)
    assert set(acts.values_list("subject_ref", flat=True)) == {ann.public_id, bea.public_id}
    ann.refresh_from_db()
    assert read_claim(make_claim(ann)) == ann


def test_those_ticked_or_found_alone_are_told_and_the_search_is_shown_again(client, officer):
    ann, _bea = somebody("Ann"), somebody("Bea")
    send(client, f"?told=no&person={ann.public_id}")
    assert QueuedMail.objects.get().to_email == ann.email
    page = client.get(TELL + "?told=no")
    answer = client.post(TELL + "?told=no", {"shown_at": page.context["shown_at"]})
    assert answer["Location"] == f"{LIST}?told=no"
    assert QueuedMail.objects.count() == 2


def test_a_double_click_tells_once(client, officer):
    somebody("Ann")
    shown_at = client.get(TELL).context["shown_at"]
    for _click in range(2):
        client.post(TELL, {"shown_at": shown_at})
    assert QueuedMail.objects.count() == 1


def test_no_more_are_told_at_a_time_than_are_counted_first_those_never_told(client, officer, settings):
    settings.PEOPLE_COUNTED = 1
    somebody("Ann", 3)
    bea = somebody("Bea")
    assert "At most 1 mails" in client.get(TELL).content.decode()
    send(client)
    assert QueuedMail.objects.get().to_email == bea.email


def test_nobody_is_told_by_somebody_close(client, officer):
    declare_conflict(somebody("Ann"), officer=officer, reason="Cousins.")
    send(client)
    assert not QueuedMail.objects.exists()


@pytest.mark.parametrize("shown_at", ["", "yesterday", "2026-13-01", "2026-01-01T00:00:00"])
def test_without_the_page_that_asks_nobody_is_told(client, officer, shown_at):
    somebody("Ann")
    assert client.post(TELL, {"shown_at": shown_at}).status_code == 200
    assert not QueuedMail.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_telling_takes_as_many_queries_for_one_as_for_three(
    client, officer, count, django_assert_max_num_queries
):
    for number in range(count):
        somebody(f"Ann{number}")
    shown_at = client.get(TELL).context["shown_at"]
    with django_assert_max_num_queries(30):
        client.post(TELL, {"shown_at": shown_at})
    assert QueuedMail.objects.count() == count


def test_who_was_told_at_an_old_address_is_not_told(officer):
    person = update_identity(somebody("Ann", 3), actor=officer, email="new@example.org")
    assert list(Candidate.objects.not_told()) == [person]


@pytest.mark.parametrize(("role", "is_shown"), [("desk_officer", True), ("decider", False)])
def test_people_not_told_wait_on_the_start_page(client, role, is_shown):
    client.force_login(UserFactory(staff=True, language="en", groups=[role]))
    url = f'href="{LIST}?told=no"'
    somebody("Bea", 3)
    assert url not in client.get(reverse("admin:index")).content.decode()
    somebody("Ann"), somebody("Cara")
    page = client.get(reverse("admin:index")).content.decode()
    assert (url in page) is is_shown
    assert ("2 people not told of their file, the oldest kept since" in page) is is_shown
