"""Staff upload a sheet of the calendar, look at its rows, confirm it once, and take the calendar along."""

import csv

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from missions.models import CalendarSheet, Mission
from tests.factories.accounts import UserFactory
from tests.factories.missions import MissionFactory, ParticipatingStateFactory
from tests.missions.sheets.test_plans import ROW, sheet_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(UserFactory(staff=True, groups=["desk_officer"], language="en"))
    return client


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

    address = reverse("calendar-sheets:sheet", args=[sheet.public_id])
    assert "The sheet is taken over." in desk.post(address, follow=True).text
    again = desk.post(address, follow=True).text
    assert "taken over already" in again
    assert "Unchanged (1)" in again  # what the rows would do now
    assert Mission.objects.count() == 1
    assert "Take the rows over" not in again
    assert "KG-2099" not in desk.get(address, {"outcome": "refused"}).text


def test_what_is_no_sheet_is_refused_beside_the_field(desk):
    file = SimpleUploadedFile("calendar.csv", b"a;b\n1;2\n")

    page = desk.post(reverse("calendar-sheets:upload"), {"file": file})

    assert "These columns are missing: iso2 (ISO code)" in page.text
    assert not CalendarSheet.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_ask_a_fixed_number_of_questions(desk, count, django_assert_num_queries):
    states = [ParticipatingStateFactory(iso2=code) for code in ("KG", "MD", "GE")[:count]]
    rows = [ROW | {"iso2": state.iso2} for state in states]
    desk.post(reverse("calendar-sheets:upload"), {"file": SimpleUploadedFile("a.csv", sheet_of(*rows))})
    desk.post(reverse("calendar-sheets:upload"), {"file": SimpleUploadedFile("b.csv", sheet_of(*rows))})
    address = reverse("calendar-sheets:sheet", args=[CalendarSheet.objects.first().public_id])
    desk.get(address)

    with django_assert_num_queries(10):
        desk.get(address)
    with django_assert_num_queries(6):
        desk.get(reverse("calendar-sheets:upload"))


def test_the_calendar_is_taken_along_in_the_format_of_the_import(desk):
    MissionFactory(reference="KG-own", note_en="=1+1")
    MissionFactory(is_sample=True)

    answer = desk.get(reverse("calendar-sheets:export", args=["csv"]))

    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(text.splitlines(), delimiter=";")
    assert (row["reference"], row["mission_type"], row["note"]) == ("KG-own", "EOM", "'=1+1")
    assert desk.get(reverse("calendar-sheets:export", args=["pdf"])).status_code == 404
    assert "Export as XLSX" in desk.get(reverse("admin:missions_mission_changelist")).text
