"""Tried as a new user would, in the four languages: it works or says why not, and keeps what was typed."""

from html import unescape

import pytest
from django.conf import settings as portal
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation

from missions.models import Call, QuotaTarget
from osce_portal.common.models import database_now
from osce_portal.files.errors import EmptyFile, FileTooLarge, WrongFileType
from osce_portal.staff_admin import row_address
from selection.candidacies.checklist import REQUIREMENTS
from selection.candidacies.errors import NotADraft
from selection.candidacies.models import Candidacy, LateAttempt
from selection.delegation import errors
from tests import samples
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import MOTIVATION, CandidacyFactory
from tests.factories.delegation import marked, selection_call

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.parametrize("language", [code for code, _name in portal.LANGUAGES]),
]
PDF = samples.pdf()


def assert_says(page, language: str, message) -> None:
    """The page shows ``message``, an English text or a lazy one, in the person's language and no other."""
    texts = {}
    for code in (language, "en"):
        with translation.override(code):
            texts[code] = translation.gettext(message) if type(message) is str else str(message)
    assert bare(texts[language]) in bare(unescape(page.content.decode()))
    assert language == "en" or texts[language] != texts["en"]
    assert f'<html lang="{language}"' in page.content.decode()


def bare(text: str) -> str:
    """Without the differences that do not matter: capitals, line breaks, spaces that do not break."""
    return " ".join(text.split()).casefold()


@pytest.fixture
def draft(client, language):
    candidacy = CandidacyFactory(candidate__user__language=language)
    client.force_login(candidacy.candidate.user)
    return candidacy


@pytest.fixture
def desk(client, language):
    client.force_login(UserFactory(staff=True, groups=["desk_officer"], language=language))
    return client


def hand_in(client, candidacy, **changed):
    full = {
        "submit": "1",
        "completed_on": timezone.localdate().isoformat(),
        "certificate_file": SimpleUploadedFile("certificate.pdf", PDF),
        "available": "on",
        "motivation": MOTIVATION,
        "code_of_conduct": "on",
    }
    data = {name: value for name, value in (full | changed).items() if value is not None}
    return client.post(reverse("candidacies:edit", args=[candidacy.public_id]), data, follow=True)


def assert_kept(page) -> None:
    """What was typed and ticked stands in the form that came back."""
    form = page.context["form"]
    assert form["motivation"].value() == MOTIVATION
    assert form["completed_on"].value() == timezone.localdate().isoformat()
    assert form["available"].value()
    assert form["code_of_conduct"].value()


def test_no_file(client, draft, language):
    page = hand_in(client, draft, certificate_file=None)
    assert_says(page, language, "Your draft is saved, but it is not handed in yet. Still missing:")
    (needed,) = [item.label for item in REQUIREMENTS if item.code == "certificate"]
    assert_says(page, language, needed)
    assert_kept(page)


SAVED = "Your answers are saved, but nothing is handed in yet. Please look at what is marked below."


@pytest.mark.parametrize(
    ("name", "data", "refusal"),
    [
        ("photo.pdf", b"<html></html>", WrongFileType),
        ("certificate.docx", samples.archive(), WrongFileType),
        ("certificate.pdf", b"", EmptyFile),
        ("certificate.pdf", PDF + b" " * 2000, FileTooLarge),
    ],
)
def test_a_file_that_cannot_be_taken(client, draft, language, settings, name, data, refusal):
    settings.UPLOAD_MAX_BYTES = 2000
    page = hand_in(client, draft, certificate_file=SimpleUploadedFile(name, data))
    with translation.override(language):
        message = str(refusal().message)
    assert message in page.context["form"].errors["certificate_file"]
    assert_says(page, language, SAVED)
    assert_kept(page)


def test_past_the_deadline(client, draft, language):
    Call.objects.update(closes_at=database_now())
    page = hand_in(client, draft)
    assert_says(page, language, "The deadline has passed")
    assert_says(page, language, CLOSED)
    assert LateAttempt.objects.get().candidate == draft.candidate
    assert Candidacy.objects.get().motivation == MOTIVATION


CLOSED = (
    "Your candidacy could not be received. We have kept a note of your attempt. Whoever wrote to us by "
    "e-mail or on paper before the deadline is not affected."
)


@pytest.fixture
def received(client, language):
    candidacy = CandidacyFactory(candidate__user__language=language, received=True)
    client.force_login(candidacy.candidate.user)
    return candidacy


def test_a_second_submission(client, received, language):
    page = hand_in(client, received, motivation="Something else")
    assert_says(page, language, NotADraft.message)
    assert received.receipt_number in page.content.decode()
    assert Candidacy.objects.get().motivation == MOTIVATION


def test_a_second_candidacy_for_the_same_call(client, received, language):
    """The way from the calendar leads back to the one there is."""
    page = client.get(reverse("candidacies:start", args=[received.call.public_id]), follow=True)
    assert_says(page, language, "Received")
    assert received.receipt_number in page.content.decode()


@pytest.mark.parametrize("name", ["detail", "edit", "withdraw", "certificate", "receipt"])
def test_somebody_elses_candidacy(client, draft, language, name):
    foreign = CandidacyFactory(received=True)
    page = client.get(reverse(f"candidacies:{name}", args=[foreign.public_id]))
    assert page.status_code == 404
    assert_says(page, language, "This page does not exist")
    assert foreign.call.title not in page.content.decode()


def propose(desk, call):
    return desk.post(reverse("delegation:propose", args=[call.public_id]), follow=True)


@pytest.mark.parametrize(
    ("missing", "refusal"),
    [
        ("places", errors.PlacesUnknown),
        ("unit_cost_cents", errors.UnitCostNotSet),
        ("budget_cents", errors.BudgetNotSet),
    ],
)
def test_a_call_that_lacks_a_setting(desk, language, missing, refusal):
    call = selection_call(**{missing: None})
    marked(call, 600)
    page = propose(desk, call)
    assert_says(page, language, refusal.message)
    assert not call.selection_runs.exists()


def test_a_candidate_applies_though_the_places_are_not_known(client, language):
    draft = CandidacyFactory(candidate__user__language=language, call__places=None, with_certificate=True)
    client.force_login(draft.candidate.user)
    assert_says(hand_in(client, draft, certificate_file=None, completed_on=None), language, "Received")


def test_a_budget_of_zero(desk, language):
    call = selection_call(budget_cents=0)
    marked(call, 600)
    page = propose(desk, call)
    assert_says(page, language, "The budget is zero: nobody can be sent.")
    assert_says(page, language, "The budget decided.")
    assert not call.selection_runs.get().picks.filter(place="team").exists()


def test_balance_bands_that_cannot_hold(desk, language):
    call = selection_call()
    marked(call, 600, language_group="FR")
    QuotaTarget.objects.create(call=call, label="language_group=NL", min=1, hard=True)
    page = propose(desk, call)
    assert_says(page, language, "No team can keep all the rules")
    assert_says(page, language, WAY_OUT)
    assert call.selection_runs.get().status == "infeasible"


WAY_OUT = (
    "Change a rule in the settings of the call, or lift a decision below; then compute again. "
    "Nothing was decided."
)


def test_a_budget_that_is_no_amount(desk, language):
    call = selection_call()
    address = row_address(call)
    bands = {"quota_targets-TOTAL_FORMS": "0", "quota_targets-INITIAL_FORMS": "0"}
    page = desk.post(address, {"places": "3", "budget_cents": "a lot", **bands})
    assert_says(page, language, "Please give an amount in euros, for example 2150 or 2150,50.")
    assert page.context["adminform"].form["budget_cents"].value() == "a lot"
