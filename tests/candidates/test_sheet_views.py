"""A sheet of people in the admin: uploaded, looked at, decided, confirmed; nothing before."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from candidates import tasks
from candidates.enums import ImportState, SheetKind
from candidates.models import Candidate, ImportedRow, SheetImport
from candidates.register import working
from candidates.register.people import COLUMNS
from candidates.register.services import NotToConfirm, decide_row, forget_rows, receive_sheet
from osce_portal.audit.models import AuditEntry
from osce_portal.mail.models import QueuedMail
from osce_portal.sheets.reading import read_sheet
from tests.candidates.register.sheets import csv_of, person, xlsx_of
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory

pytestmark = pytest.mark.django_db
UPLOAD = reverse("sheets:upload", args=["people"])
REFRESH = '<noscript> <meta http-equiv="refresh"'


@pytest.fixture
def desk(client):
    client.force_login(UserFactory(staff=True, groups=["desk_officer"], language="en"))
    return client


def rows_of(*people):
    return [list(one.values()) for one in people], list(people[0])


def upload(desk, *people, name="people.csv", make=csv_of):
    rows, headings = rows_of(*people)
    file = SimpleUploadedFile(name, make(*rows, headings=headings))
    return desk.post(UPLOAD, {"file": file}, follow=True)


def sheet_page():
    return reverse("sheets:sheet", args=[SheetImport.objects.get().public_id])


def text(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("make", [csv_of, xlsx_of])
def test_nothing_is_written_before_it_is_confirmed(desk, make, django_capture_on_commit_callbacks):
    page = upload(desk, person(1), person(2, email="no address"), make=make)
    assert "New (1)" in text(page) and "Refused (1)" in text(page)
    assert "E-mail address: This is no e-mail address." in text(page)
    assert not Candidate.objects.exists() and not QueuedMail.objects.exists()
    desk.post(sheet_page(), {"tells": "on", "confirm": "1"})
    assert Candidate.objects.get().first_name == "Aline1"
    assert QueuedMail.objects.get().template == "candidates/claim"
    assert ImportedRow.objects.get(outcome="new").cells == {}
    assert "Taken over" in text(desk.get(sheet_page()))


def test_people_are_told_only_where_staff_say_so(desk):
    upload(desk, person(1))
    desk.post(sheet_page(), {"confirm": "1"})
    assert Candidate.objects.exists() and not QueuedMail.objects.exists()


def test_a_sheet_is_taken_over_once(desk):
    upload(desk, person(1))
    for _time in range(2):
        desk.post(sheet_page(), {"tells": "on", "confirm": "1"})
    assert AuditEntry.objects.filter(action="sheetimport.done").count() == 1


def test_a_file_that_cannot_be_read_is_refused_beside_the_field(desk):
    page = desk.post(UPLOAD, {"file": SimpleUploadedFile("people.xlsx", b"PK\x03\x04 none")})
    assert "This file cannot be read." in text(page)
    assert "This field is required." in text(desk.post(UPLOAD))
    assert "This field is required" not in text(desk.get(UPLOAD))
    assert not SheetImport.objects.exists()


def test_staff_say_who_a_row_means_and_the_look_is_recorded(desk):
    known = CandidateFactory(without_account=True, first_name="Zoé", email="aline1@example.org")
    upload(desk, person(1))
    page = reverse("sheets:row", args=[SheetImport.objects.get().public_id, 2])
    assert known.full_name in text(desk.get(page))
    assert AuditEntry.objects.get(action="candidate.seen").subject_ref == known.public_id
    assert "Please either choose a person" in text(desk.post(page))
    both = {"same_as": known.public_id, "other_because": "No."}
    assert "Please either choose a person" in text(desk.post(page, both))
    assert desk.post(page, {"same_as": "0" * 22}).status_code == 200
    desk.post(page, {"same_as": known.public_id})
    assert ImportedRow.objects.get().outcome == "changed"
    desk.post(sheet_page(), {"confirm": "1"})
    assert known.register_entry.number == "R1"


def test_somebody_else_with_a_reason_becomes_a_new_file(desk):
    CandidateFactory(without_account=True, email="aline1@example.org")
    upload(desk, person(1))
    page = reverse("sheets:row", args=[SheetImport.objects.get().public_id, 2])
    desk.post(page, {"other_because": "They share an address."})
    assert ImportedRow.objects.get().outcome == "new"


def test_a_long_sheet_is_dealt_with_in_the_background(desk, settings, django_capture_on_commit_callbacks):
    settings.SHEET_ROWS_AT_ONCE = 1
    with django_capture_on_commit_callbacks():
        page = upload(desk, person(1), person(2))
    assert "0 of 2 rows so far" in text(page) and REFRESH in text(page)
    still = text(desk.get(sheet_page(), {"still": "1"}))
    assert REFRESH not in still and "Let this page refresh itself" in still
    tasks.check_sheet(SheetImport.objects.get().pk)
    done = text(desk.get(sheet_page()))
    assert "New (2)" in done and REFRESH not in done
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(sheet_page(), {"confirm": "1"})
    assert Candidate.objects.count() == 2
    assert SheetImport.objects.get().state == ImportState.DONE


def test_what_broke_off_is_said_and_goes_on_without_doubles(desk, monkeypatch):
    upload(desk, person(1), person(2))
    sheet = SheetImport.objects.get()
    working.move(sheet, ImportState.RUNNING, done=1)

    def broken(_sheet):
        raise RuntimeError("as asked")

    working.work_on(sheet, broken, state=ImportState.RUNNING)
    assert "Broken off" in text(desk.get(sheet_page()))
    desk.post(sheet_page(), {"confirm": "1"})
    assert Candidate.objects.count() == 2


def test_what_a_killed_worker_left_can_be_confirmed_again(desk):
    upload(desk, person(1), person(2))
    running = SheetImport.objects.filter(state=ImportState.CHECKED)
    running.update(state=ImportState.RUNNING, worked_at=timezone.now())
    assert working.settle_stuck() == 0
    SheetImport.objects.update(worked_at=timezone.now() - working.STUCK_AFTER)
    assert working.settle_stuck() == 1
    desk.post(sheet_page(), {"confirm": "1"})
    assert Candidate.objects.count() == 2


def settle(**touched):
    """As if nothing had moved for long."""
    long_ago = timezone.now() - working.STUCK_AFTER
    SheetImport.objects.update(**{"uploaded_at": long_ago, "worked_at": long_ago} | touched)
    assert working.settle_stuck() == 1


@pytest.mark.parametrize("touched", [{}, {"worked_at": None}], ids=["some rows", "none"])
def test_the_sheet_of_a_killed_command_has_broken_off_and_is_never_called_done(desk, settings, touched):
    settings.SHEET_ROWS_TOGETHER = 1
    rows, headings = rows_of(person(1), person(2))
    sheet = read_sheet(csv_of(*rows, headings=headings), COLUMNS)
    command = working.import_sheet(SheetKind.PEOPLE, sheet, file_name="r.csv", actor=None)
    next(command)
    command.close()
    settle(**touched)
    assert 'name="confirm"' not in text(desk.get(sheet_page()))
    desk.post(sheet_page(), {"confirm": "1"})
    assert SheetImport.objects.get().state == ImportState.FAILED
    assert not AuditEntry.objects.filter(action="sheetimport.done").exists()


def test_what_broke_off_before_it_was_looked_at_is_looked_at_first(
    desk, settings, django_capture_on_commit_callbacks
):
    CandidateFactory(without_account=True, email="aline1@example.org")
    settings.SHEET_ROWS_AT_ONCE = 0
    upload(desk, person(1))
    settle()
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(sheet_page(), {"confirm": "1"})
    sheet = SheetImport.objects.get()
    assert (sheet.state, sheet.rows.get().outcome) == (ImportState.CHECKED, "review")

    desk.post(reverse("sheets:row", args=[sheet.public_id, 2]), {"other_because": "A shared address."})
    settle()
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(sheet_page(), {"confirm": "1"})
    sheet.refresh_from_db()
    assert (sheet.state, sheet.rows.get().outcome) == (ImportState.CHECKED, "new")
    assert Candidate.objects.count() == 1


def test_a_message_that_comes_late_moves_nothing(desk):
    upload(desk, person(1))
    sheet = SheetImport.objects.get()
    tasks.run_sheet(sheet.pk)
    assert not Candidate.objects.exists()
    desk.post(sheet_page(), {"confirm": "1"})
    tasks.check_sheet(sheet.pk)
    tasks.run_sheet(sheet.pk)
    assert SheetImport.objects.get().state == ImportState.DONE
    assert AuditEntry.objects.filter(action="sheetimport.done").count() == 1


@pytest.mark.parametrize("state, act", [("checking", working.check_sheet), ("running", working.run_sheet)])
@pytest.mark.parametrize("breaks", [False, True], ids=["to the end", "broken"])
def test_a_worker_whom_others_have_overtaken_does_not_say_how_it_went(desk, state, act, breaks):
    upload(desk, person(1))
    SheetImport.objects.update(state=state)

    def overtaken(sheet):
        SheetImport.objects.update(state=ImportState.CHECKED)
        act(sheet)
        if breaks:
            raise RuntimeError("as asked")

    working.work_on(SheetImport.objects.get(), overtaken, state=ImportState(state))
    assert SheetImport.objects.get().state == ImportState.CHECKED
    assert not AuditEntry.objects.filter(action="sheetimport.done").exists()


def test_a_discarded_sheet_is_forgotten(desk):
    upload(desk, person(1))
    desk.post(sheet_page(), {"discard": "1"})
    assert not SheetImport.objects.exists() and not Candidate.objects.exists()


@pytest.mark.parametrize("state", [ImportState.RUNNING, ImportState.DONE])
def test_a_sheet_that_was_confirmed_meanwhile_is_not_discarded(desk, state):
    upload(desk, person(1))
    SheetImport.objects.update(state=state)
    page = text(desk.post(sheet_page(), {"discard": "1"}, follow=True))
    assert "This sheet is not waiting for a confirmation." in page and "nothing was taken over" not in page
    assert SheetImport.objects.get().rows.exists()
    assert not AuditEntry.objects.filter(action="sheetimport.discarded").exists()


@pytest.mark.parametrize("meanwhile", [{"state": "running"}, {"cells": {}}], ids=["confirmed", "written"])
def test_nothing_is_said_of_a_row_whose_sheet_moved_on_meanwhile(desk, meanwhile):
    CandidateFactory(without_account=True, email="aline1@example.org")
    upload(desk, person(1))
    row = ImportedRow.objects.select_related("sheet").get()
    (SheetImport if "state" in meanwhile else ImportedRow).objects.update(**meanwhile)
    with pytest.raises(NotToConfirm):
        decide_row(row, other_because="They share an address.")
    assert ImportedRow.objects.get().outcome == "review"


def test_the_night_forgets_what_sheets_held(desk):
    upload(desk, person(1))
    assert forget_rows() == 0
    SheetImport.objects.update(uploaded_at=timezone.now() - timezone.timedelta(days=15))
    assert forget_rows() == 1
    assert not SheetImport.objects.exists()


def test_the_example_can_be_taken_over_as_it_is(desk):
    for kind, count in (("people", 2), ("pool", 2)):
        example = desk.get(reverse("sheets:example", args=[kind]))
        assert "attachment" in example["Content-Disposition"]
        sheet = receive_sheet(kind, example.content, file_name="x.csv", actor=UserFactory())
        assert list(sheet.rows.values_list("outcome", flat=True)) == ["new"] * count
        assert sheet.unread == []


def test_zero_bytes_smuggled_into_a_workbook_break_nothing(desk):
    page = upload(desk, person(1, last_name="Du_x0000_bois"), make=xlsx_of, name="people.xlsx")
    assert page.status_code == 200


def test_rows_are_shown_in_few_queries(desk, django_assert_max_num_queries):
    for count in (1, 3):
        SheetImport.objects.all().delete()
        upload(desk, *(person(number) for number in range(count)))
        with django_assert_max_num_queries(14):
            desk.get(sheet_page(), {"outcome": "new", "page": "x"})
