from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from osce_portal.audit.models import AuditEntry
from selection.nominations.models import Nomination
from selection.nominations.roster import read_roster
from tests.factories.accounts import UserFactory
from tests.factories.candidates import LanguageSkillFactory, ObservationExperienceFactory
from tests.factories.delegation import approved_call, marked, officer, selection_call

pytestmark = pytest.mark.django_db


def approved_with(**person):
    call, (candidacy,) = approved_call(800, places=1)
    for name, value in person.items():
        setattr(candidacy.candidate, name, value)
    candidacy.candidate.save()
    return call, candidacy.candidate


def download(client, call, format_, language, actor=None):
    client.force_login(actor or officer())
    address = reverse("nominations:file", args=[call.public_id, format_])
    return client.get(address, {"language": language})


def test_the_pdf_names_the_mission_and_the_person_in_the_language_asked_for(client):
    call, person = approved_with(first_name="Zoë", last_name="D'Hondt")
    LanguageSkillFactory(candidate=person, language="ru", skill="B2")
    ObservationExperienceFactory(candidate=person)

    answer = download(client, call, "pdf", "en")

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="nominations-{call.reference}-en.pdf"'
    document = PdfReader(BytesIO(answer.content))
    text = " ".join(page.extract_text() for page in document.pages)
    for expected in ("Nomination list", "D'Hondt", "Zoë", "Kyrgyzstan", "Russian", "B2", person.email):
        assert expected in text
    assert document.trailer["/Root"]["/Lang"] == "en"
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Nomination list" in document.metadata.title


@pytest.mark.parametrize(
    ("language", "country"), [("fr", "Kirghizstan"), ("nl", "Kirgizië"), ("de", "Kirgisistan")]
)
def test_the_pdf_speaks_the_language_of_its_reader(client, language, country):
    call, _person = approved_with()

    document = PdfReader(BytesIO(download(client, call, "pdf", language).content))

    assert document.trailer["/Root"]["/Lang"] == language
    assert country in " ".join(page.extract_text() for page in document.pages)


@pytest.mark.parametrize("name", ["=1+1", "+32", "-x", "@SUM(A1)", "＝1", 'O"Neil;Jan'])
def test_the_spreadsheet_keeps_every_text_as_text(client, name):
    call, _person = approved_with(last_name=name)

    sheet = load_workbook(BytesIO(download(client, call, "xlsx", "en").content)).active

    assert sheet["B4"].value == name
    assert sheet["B4"].data_type == "s"
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def test_every_download_is_audited(client):
    call, _person = approved_with()
    actor = officer()
    download(client, call, "xlsx", "fr", actor)

    entry = AuditEntry.objects.get(action="nominations.exported")
    assert (entry.actor, entry.object_ref) == (actor, call.public_id)


def test_without_anybody_selected_the_download_says_so_on_the_page(client):
    call = selection_call()
    marked(call, 600)
    client.force_login(officer())

    answer = client.get(reverse("nominations:file", args=[call.public_id, "pdf"]), follow=True)

    assert answer.redirect_chain[-1][0] == reverse("nominations:list", args=[call.public_id])
    assert "The list is empty: nobody is selected for this call." in answer.content.decode()


def test_the_page_writes_down_that_the_list_was_sent(client):
    call, _person = approved_with()
    client.force_login(officer())
    address = reverse("nominations:list", args=[call.public_id])

    answer = client.post(address, {"channel": "delegation", "sent_on": "2020-01-02"}, follow=True)

    assert "The nominations were written down." in answer.content.decode()
    assert Nomination.objects.get().channel == "delegation"


def test_a_wrong_day_is_refused_beside_the_form_and_keeps_what_was_typed(client):
    call, _person = approved_with()
    client.force_login(officer())
    address = reverse("nominations:list", args=[call.public_id])

    answer = client.post(address, {"channel": "email", "sent_on": "2999-01-01"})

    assert "The day of sending cannot lie in the future." in answer.content.decode()
    assert 'value="2999-01-01"' in answer.content.decode()
    assert not Nomination.objects.exists()


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("desk_officer", 200),
        ("decider", 200),
        ("auditor", 200),
        ("budget_officer", 404),
        ("administrator", 404),
    ],
)
def test_who_may_see_and_take_the_list_along(client, role, sees):
    call, _person = approved_with()
    client.force_login(officer(role))
    assert client.get(reverse("nominations:list", args=[call.public_id])).status_code == sees
    assert client.get(reverse("nominations:file", args=[call.public_id, "xlsx"])).status_code == sees


@pytest.mark.parametrize("role", ["decider", "auditor"])
def test_only_the_desk_officer_nominates(client, role):
    call, _person = approved_with()
    client.force_login(officer(role))
    address = reverse("nominations:list", args=[call.public_id])
    client.post(address, {"channel": "email", "sent_on": "2020-01-02"})
    assert not Nomination.objects.exists()


def test_the_list_takes_as_many_queries_for_three_people_as_for_one(django_assert_num_queries):
    for points in ((800,), (800, 700, 600)):
        call, _people = approved_call(*points, places=3)
        with django_assert_num_queries(4):
            read_roster(call)


def test_the_day_of_sending_is_filled_in_as_a_browser_takes_it(client):
    call, _person = approved_with()
    client.force_login(UserFactory(staff=True, groups=["desk_officer"], language="nl"))
    page = client.get(reverse("nominations:list", args=[call.public_id])).content.decode()
    assert f'value="{timezone.localdate().isoformat()}"' in page
