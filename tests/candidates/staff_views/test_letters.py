import pytest
from django.urls import reverse
from django.utils import timezone, translation

from candidates import services
from candidates.models import Campaign, CampaignRecipient
from candidates.services import writing
from candidates.services.letters import confirm_letter
from candidates.tasks import catch_up
from osce_portal.audit.models import AuditEntry
from osce_portal.mail.models import QueuedMail
from selection.assessment.services import declare_conflict
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory

pytestmark = pytest.mark.django_db
WRITE = reverse("admin:candidates_candidate_write")
TEXTS = {
    "subject_fr": "Bonjour $first_name",
    "body_fr": "Un mot pour vous, ${last_name}. {{ base_url }} {% now %}",
    "subject_nl": "Dag $first_name", "body_nl": "Een woord voor u.",
}  # fmt: skip


@pytest.fixture
def officer(client):
    user = UserFactory(staff=True, language="en", groups=["desk_officer"])
    client.force_login(user)
    return user


def send(client, query="", **more):
    """The preview, then its button."""
    preview = client.post(WRITE + query, TEXTS | more).context["preview"]
    confirmed = {"confirmed": "yes", "total": preview["total"], "key": preview["key"]}
    return client.post(WRITE + query, TEXTS | more | confirmed)


def test_everybody_whom_the_search_finds_is_written_to_in_the_own_language(
    client, officer, django_capture_on_commit_callbacks
):
    for number, (language, group) in enumerate([("fr", "FR"), ("nl", "FR"), ("de", "FR"), ("fr", "NL")]):
        CandidateFactory(
            first_name=f"Ann{number}", correspondence_language=language, language_group=group,
            without_account=True,
        )  # fmt: skip

    with django_capture_on_commit_callbacks(execute=True):
        answer = send(client, "?group=FR")

    subjects = (
        QueuedMail.objects.filter(template="candidates/letter")
        .order_by("pk")
        .values_list("subject", flat=True)
    )
    assert list(subjects) == ["Bonjour Ann0", "Dag Ann1", "Bonjour Ann2"]
    body = QueuedMail.objects.get(subject="Bonjour Ann0").body
    assert "Un mot pour vous, Peeters. {{ base_url }} {% now %}" in body
    assert "base de données" in body or "database of candidates" in body
    assert AuditEntry.objects.filter(action="candidate.written_to").count() == 3
    page = client.get(answer.url).content.decode()
    assert "3 of 3 mails" in page


def test_the_preview_counts_by_language_shows_a_sample_and_sends_nothing(client, officer):
    CandidateFactory(first_name="Ann", correspondence_language="nl")
    CandidateFactory(first_name="Bea", correspondence_language="en")

    page = client.post(WRITE, TEXTS)

    assert page.context["preview"]["counts"] == [("Français", 1), ("Nederlands", 1)]
    assert "Dag Ann" in page.content.decode()
    assert not Campaign.objects.exists()


def test_who_joined_the_list_after_the_preview_is_shown_first(client, officer):
    CandidateFactory()
    preview = client.post(WRITE, TEXTS).context["preview"]
    CandidateFactory()

    page = client.post(WRITE, TEXTS | {"confirmed": "yes", "total": preview["total"], "key": preview["key"]})

    assert "the list has changed" in page.content.decode()
    assert not Campaign.objects.exists()


def test_a_double_click_sends_once(client, officer, django_capture_on_commit_callbacks):
    CandidateFactory()
    preview = client.post(WRITE, TEXTS).context["preview"]
    confirmed = TEXTS | {"confirmed": "yes", "total": preview["total"], "key": preview["key"]}

    with django_capture_on_commit_callbacks(execute=True):
        client.post(WRITE, confirmed)
        client.post(WRITE, confirmed)

    assert Campaign.objects.count() == QueuedMail.objects.filter(template="candidates/letter").count() == 1


def test_to_whom_it_went_is_kept_without_what_was_typed(client, officer):
    CandidateFactory(last_name="Maes", language_group="NL")

    send(client, "?q=Maes&group=NL")

    words = Campaign.objects.get().selection_words
    assert words
    assert "Maes" not in words


def test_those_ticked_alone_are_written_to(client, officer):
    ticked, _other = CandidateFactory(), CandidateFactory()

    assert client.get(WRITE, {"person": ticked.public_id}).context["count"] == 1


def test_somebody_close_is_never_written_to(client, officer):
    declare_conflict(CandidateFactory(), officer=officer, reason="Cousins.")
    CandidateFactory(user=officer)

    assert client.get(WRITE).context["count"] == 0


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"body_nl": "Beste $email"}, "There is no such placeholder: email"),
        ({"subject_fr": "Prix: 5 $"}, "There is no such placeholder: $"),
        ({"subject_nl": ""}, "This field is required."),
        ({"subject_de": "Guten Tag"}, "Please fill in subject and text, or neither."),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_nothing_is_lost(client, officer, wrong, said):
    html = client.post(WRITE, TEXTS | wrong).content.decode()

    assert said in html
    assert "Een woord voor u." in html or "body_nl" in wrong
    assert not Campaign.objects.exists()


def test_a_key_that_the_portal_did_not_give_sends_nothing(client, officer):
    CandidateFactory()
    for key in ("/" * 22, "\x00" * 22, "short"):
        page = client.post(WRITE, TEXTS | {"confirmed": "yes", "total": "1", "key": key})
        assert page.context["preview"]["key"] != key
    assert not Campaign.objects.exists()


def test_a_letter_that_stopped_halfway_goes_on_after_some_minutes(officer, settings):
    settings.LETTERS_AT_ONCE = 1
    people = [CandidateFactory(), CandidateFactory()]
    texts = {"fr": {"subject": "S", "body": "B"}, "nl": {"subject": "S", "body": "B"}}
    everybody = type(people[0]).objects.order_by("pk")
    campaign = confirm_letter(everybody, texts, actor=officer, key="k" * 22)
    writing._write_some(campaign)
    assert (campaign.queued, QueuedMail.objects.filter(template="candidates/letter").count()) == (1, 1)

    assert catch_up() == 0
    Campaign.objects.update(confirmed_at=timezone.now() - writing.TAKEN_UP_AFTER)
    assert catch_up() == 1

    assert (campaign.queued, QueuedMail.objects.filter(template="candidates/letter").count()) == (2, 2)
    assert not CampaignRecipient.objects.filter(queued_at=None).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_a_letter_takes_as_many_queries_to_one_person_as_to_three(officer, count, django_assert_num_queries):
    for _ in range(count):
        CandidateFactory()
    texts = {"fr": {"subject": "S", "body": "B"}, "nl": {"subject": "S", "body": "B"}}
    everybody = CandidateFactory._meta.model.objects.order_by("pk")
    campaign = confirm_letter(everybody, texts, actor=officer, key="k" * 22)
    services.rebuild_search()

    with django_assert_num_queries(10):
        writing._write_some(campaign)


@pytest.mark.parametrize("group", ["decider", "auditor"])
def test_only_desk_officers_write(client, group):
    client.force_login(UserFactory(staff=True, groups=[group]))

    assert client.get(WRITE).status_code == 404


LETTERS = reverse("admin:candidates_candidate_letters")


def test_letters_that_were_sent_are_listed_by_function_and_not_by_name(client, officer):
    CandidateFactory(language_group="NL")
    send(client, "?group=NL")

    html = client.get(LETTERS).content.decode()

    row = html[html.index("<tbody") : html.index("</tbody>")]
    assert "Bonjour $first_name" in row
    assert "Desk officer" in row
    assert "Language group: Dutch" in row
    assert "0 of 1" in " ".join(row.split())
    assert officer.email not in row


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_one_letter_as_for_three(
    client, officer, count, django_assert_num_queries
):
    for number in range(count):
        author = UserFactory(staff=True, groups=["desk_officer"])
        person = CandidateFactory()
        people = type(person).objects.filter(pk=person.pk)
        confirm_letter(people, {"fr": {"subject": "S", "body": "B"}}, actor=author, key=f"{number}" * 22)
    client.get(LETTERS)

    with django_assert_num_queries(8):
        client.get(LETTERS)


def test_the_subject_is_shown_in_the_readers_language_where_there_is_one():
    texts = {"fr": {"subject": "Bonjour", "body": ""}, "nl": {"subject": "Dag", "body": ""}}

    with translation.override("nl"):
        assert str(Campaign(texts=texts)) == "Dag"
    with translation.override("de"):
        assert str(Campaign(texts=texts)) == "Bonjour"


def test_a_letter_whose_author_has_gone_is_nobodys():
    assert Campaign(texts={}).functions == []
