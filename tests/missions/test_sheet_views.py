"""Staff upload a sheet of the calendar, look at its rows, confirm it once, and take the calendar along."""

import csv

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from missions.models import CalendarSheet, FieldOperation, Mission, Vacancy
from missions.services import update_announced
from tests.factories.accounts import UserFactory
from tests.factories.missions import MissionFactory, ParticipatingStateFactory
from tests.missions.sheets.sheets import sheet_of, taken
from tests.missions.sheets.test_plans import ROW
from tests.missions.sheets.test_posts import VACANCY

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(UserFactory(staff=True, groups=["desk_officer"], language="en"))
    return client


def confirm(desk, address, **seen):
    """The button of the page as it stands now, or as it stood when it was ``seen``."""
    shown = seen.get("shown") or desk.get(address).context["shown"]
    return desk.post(address, {"shown": shown}, follow=True)


def test_a_sheet_is_looked_at_and_then_taken_over_once(desk):
    ParticipatingStateFactory(iso2="KG")
    data = sheet_of(ROW | {"colour": "blue"}, ROW | {"iso2": "XX"})
    file = SimpleUploadedFile("calendar.csv", data)

    page = desk.post(reverse("calendar-sheets:upload"), {"file": file}, follow=True)

    sheet = CalendarSheet.objects.get()
    assert page.redirect_chain[-1][0] == reverse("calendar-sheets:sheet", args=[sheet.public_id])
    for said in ("New (1)", "Refused (1)", "colour", "This is the code of no participating State."):
        assert said in page.text
    assert not Mission.objects.exists()
    assert "not taken over, " in " ".join(desk.get(reverse("calendar-sheets:upload")).text.split())

    address = reverse("calendar-sheets:sheet", args=[sheet.public_id])
    assert "The sheet is taken over." in confirm(desk, address).text
    again = confirm(desk, address).text
    assert "taken over already" in again
    assert "Unchanged (1)" in again  # what the rows would do now
    assert Mission.objects.count() == 1
    assert "Take the rows over" not in again
    assert "KG-2099" not in desk.get(address, {"outcome": "refused"}).text


def test_what_is_no_sheet_is_refused_beside_the_field(desk):
    file = SimpleUploadedFile("calendar.csv", b"a;b\n1;2\n")

    page = desk.post(reverse("calendar-sheets:upload"), {"file": file})

    assert "those of no table of the calendar. Needed are – Missions: iso2 (ISO code)" in page.text
    assert not CalendarSheet.objects.exists()


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("vacancy", "vacancies"),
        ("crisismission", "crisis"),
        ("jporound", "openings"),
        ("mission", "missions"),
    ],
)
def test_each_list_leads_to_its_sheet_and_to_the_import(desk, client, name, table):
    page = reverse(f"admin:missions_{name}_changelist")
    upload = f'href="{reverse("calendar-sheets:upload")}"'
    export = f'href="{reverse("calendar-sheets:export", args=[table, "xlsx"])}"'

    answer = desk.get(page).text
    assert export in answer
    assert upload in answer
    assert export in desk.get(reverse("calendar-sheets:upload")).text
    client.force_login(UserFactory(staff=True, groups=["auditor"], language="en"))
    answer = client.get(page).text
    assert (export in answer, upload in answer) == (True, False)


def test_a_sheet_of_vacancies_is_looked_at_with_its_own_words(desk):
    rows = [
        {"reference": "V-1", "structure": "secretariat", "osce_closes_on": "", "title_fr": "Analyste"},
        {"reference": "V-2", "structure": "abroad", "osce_closes_on": "soon", "title_fr": "Chef"},
    ]
    file = SimpleUploadedFile("posts.csv", sheet_of(*rows))

    page = desk.post(reverse("calendar-sheets:upload"), {"file": file}, follow=True)

    for said in (
        "New (1)",
        "Refused (1)",
        "Vacancies",
        "Analyste",
        "structure of the OSCE: Please write one",
    ):
        assert said in page.text
    confirm(desk, page.redirect_chain[-1][0])
    assert list(Vacancy.objects.values_list("reference", "published_at")) == [("V-1", None)]


def test_the_page_says_which_texts_a_cell_takes_before_any_is_refused(desk):
    page = desk.get(reverse("calendar-sheets:upload")).text

    for said in (
        "a day: 2027-12-31 or 31/12/2027",
        "yes or no",
        "secretariat, odihr, hcnm",
        "several with commas between: administration, civilian_police",
        "presidential, parliamentary",
        "EOM, LEOM, EAM",
    ):
        assert said in page


def test_what_nobody_saw_is_not_taken_over(desk):
    ParticipatingStateFactory(iso2="KG")
    FieldOperation.objects.create(name="OSCE Mission to X", country="KG", status="active")
    taken(VACANCY | {"grade": "S1"}, VACANCY | {"reference": "V-2", "grade": "S1"})
    Vacancy.objects.update(row_as_found={})
    data = sheet_of(VACANCY | {"grade": "S3"}, VACANCY | {"reference": "V-2", "grade": "S1"})
    file = SimpleUploadedFile("posts.csv", data)
    page = desk.post(reverse("calendar-sheets:upload"), {"file": file}, follow=True)
    address, shown = page.redirect_chain[-1][0], page.context["shown"]
    assert f'name="shown" value="{shown}"' in page.text
    update_announced(Vacancy.objects.get(reference="V-2"), actor=None, grade="S4")

    again = confirm(desk, address, shown=shown).text

    assert "Something has changed meanwhile" in again
    assert "S4 → S1" in again
    grades = Vacancy.objects.order_by("reference").values_list("grade", flat=True)
    assert list(grades) == ["S1", "S4"]
    assert "The sheet is taken over." in confirm(desk, address).text
    assert list(grades.all()) == ["S3", "S1"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_ask_a_fixed_number_of_questions(desk, count, django_assert_num_queries):
    states = [ParticipatingStateFactory(iso2=code) for code in ("KG", "MD", "GE")[:count]]
    rows = [ROW | {"iso2": state.iso2} for state in states]
    desk.post(reverse("calendar-sheets:upload"), {"file": SimpleUploadedFile("a.csv", sheet_of(*rows))})
    desk.post(reverse("calendar-sheets:upload"), {"file": SimpleUploadedFile("b.csv", sheet_of(*rows))})
    address = reverse("calendar-sheets:sheet", args=[CalendarSheet.objects.first().public_id])
    desk.get(address)

    with django_assert_num_queries(9):
        desk.get(address)
    with django_assert_num_queries(6):
        desk.get(reverse("calendar-sheets:upload"))


def test_the_calendar_is_taken_along_in_the_format_of_the_import(desk):
    MissionFactory(reference="KG-own", note_en="=1+1")
    MissionFactory(is_sample=True)

    answer = desk.get(reverse("calendar-sheets:export", args=["missions", "csv"]))

    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(text.splitlines(), delimiter=";")
    assert (row["reference"], row["mission_type"], row["note"]) == ("KG-own", "EOM", "'=1+1")
    assert desk.get(reverse("calendar-sheets:export", args=["missions", "pdf"])).status_code == 404
    assert "Export as XLSX" in desk.get(reverse("admin:missions_mission_changelist")).text
