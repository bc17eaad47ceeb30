"""The file as staff see it: as a page, as PDF, for its person and for staff."""

import io

import pikepdf
import pytest
from django.urls import reverse
from pypdf import PdfReader

from osce_portal.audit.models import AuditEntry
from tests.factories import candidates as factories
from tests.factories.accounts import UserFactory
from tests.factories.assessment import officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def candidate(client):
    person = factories.CandidateFactory(
        registered=True, belgian=True, with_cv=True, gender="F", user__language="en", first_name="Zoë"
    )
    factories.SkillFactory(candidate=person, description="Leading teams\nDriving <b>off</b> the road")
    factories.ReferenceFactory(candidate=person, name="Dominique Referee")
    factories.UnavailabilityFactory(candidate=person)
    factories.DocumentFactory(candidate=person, title="Diploma of Laws")
    client.force_login(person.user)
    return person


TOLD = [
    "Master en droit", "Juriste, Université de Liège", "English", "STO course", "Georgia",
    "Driving", "Dominique Referee", "Diploma of Laws", "+32",
]  # fmt: skip


def text_of(response) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages)


def test_the_preview_says_everything_that_staff_read(client, candidate):
    page = client.get(reverse("candidates:preview")).content.decode()

    assert [words for words in TOLD if words not in page] == []
    assert "&lt;b&gt;off" in page
    assert "Nothing noted" in page  # publications


@pytest.mark.parametrize(("language", "title"), [("en", "CV of Zoë Peeters"), ("fr", "Zoë Peeters")])
def test_the_pdf_is_tagged_speaks_the_readers_language_and_says_everything(
    client, candidate, language, title
):
    candidate.user.language = language
    candidate.user.save()

    answer = client.get(reverse("candidates:cv-pdf"))

    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == language
        assert title in str(pdf.docinfo["/Title"])
    said = text_of(answer)
    told = TOLD if language == "en" else [words for words in TOLD if words not in {"English", "Georgia"}]
    assert [words for words in told if words not in said] == []


def test_the_own_pdf_does_not_hand_the_gender_on(client, candidate):
    assert "Woman" not in text_of(client.get(reverse("candidates:cv-pdf")))


@pytest.mark.parametrize(
    ("role", "reads_gender"), [("desk_officer", True), ("decider", False), ("auditor", False)]
)
def test_staff_take_the_file_along_with_the_gender_only_at_the_desk(client, candidate, role, reads_gender):
    client.force_login(officer(role))

    answer = client.get(reverse("admin:candidates_candidate_cv", args=[candidate.public_id]))

    assert ("Woman" in text_of(answer)) == reads_gender
    assert AuditEntry.objects.get(action="candidate.cv_exported").subject_ref == candidate.public_id


def test_the_file_leads_staff_to_its_pdf(client, candidate):
    client.force_login(officer())

    page = client.get(reverse("admin:candidates_candidate_change", args=[candidate.public_id]))

    assert reverse("admin:candidates_candidate_cv", args=[candidate.public_id]) in page.content.decode()


@pytest.mark.parametrize("name", ["candidates:preview", "candidates:cv-pdf"])
def test_somebody_without_a_file_registers_first_and_a_visitor_signs_in(client, name):
    assert "/login/" in client.get(reverse(name))["Location"]
    client.force_login(UserFactory())

    assert client.get(reverse(name))["Location"] == reverse("candidates:identity")


def test_the_preview_needs_as_many_queries_with_one_line_as_with_three(
    client, candidate, django_assert_num_queries
):
    for count in range(2):
        factories.EmploymentFactory.create_batch(2 * count, candidate=candidate)
        with django_assert_num_queries(15):  # session, account, file, its eleven sections and the papers
            client.get(reverse("candidates:preview"))
