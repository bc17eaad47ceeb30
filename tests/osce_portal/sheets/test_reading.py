import contextlib
import datetime as dt
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from candidates.register.people import COLUMNS
from osce_portal.sheets import errors, reading
from osce_portal.sheets.reading import FORMULA_MARK, Row, read_sheet
from osce_portal.sheets.writing import csv_lines
from tests.candidates.register.sheets import HEADINGS, csv_of, xlsx_of

ROW = ["7", "Dubois", "Aline", "aline@example.org"]
CELLS = dict(zip(HEADINGS, ROW, strict=True))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_is_read_however_it_was_saved(delimiter, encoding):
    data = csv_of([*ROW[:2], "Zoé", *ROW[3:]], delimiter=delimiter).decode().encode(encoding)
    assert read_sheet(data, COLUMNS).rows == [Row(2, CELLS | {"first_name": "Zoé"})]


def test_xlsx_gives_the_numbers_of_the_rows_days_and_whole_numbers():
    headings = [*HEADINGS, "birth_date", "phone"]
    born = dt.datetime(1988, 3, 14)  # noqa: DTZ001 — a cell knows no zone
    data = xlsx_of([], [7.0, "Dubois", "Aline", "aline@example.org", born, 32470123456], headings=headings)
    (row,) = read_sheet(data, COLUMNS).rows
    assert row == Row(3, CELLS | {"birth_date": "1988-03-14", "phone": "32470123456"})


@pytest.mark.parametrize(
    ("number_format", "text"),
    [
        ("mmm-yy", "2027-05"),
        ("[$-40C]mmmm\\ yyyy;@", "2027-05"),
        ('mm/yyyy" (day to follow)"', "2027-05"),
        ("yyyy", "2027"),
        ("dd/mm/yyyy", "2027-05-01"),
        ("d-mmm", "2027-05-01"),
        ("m/d/yy h:mm", "2027-05-01"),
    ],
)
def test_a_day_is_as_exact_as_its_cell_shows_it(number_format, text):
    book, file = Workbook(), io.BytesIO()
    for line in ([*HEADINGS, "birth_date"], [*ROW, dt.date(2027, 5, 1)]):
        book.active.append(line)
    book.active["E2"].number_format = number_format
    book.save(file)

    assert read_sheet(file.getvalue(), COLUMNS).rows[0].cells["birth_date"] == text


def test_a_formula_is_named_and_never_taken_for_its_value():
    data = xlsx_of(["7", '=CONCAT("Du","bois")', "Aline", "aline@example.org"])
    assert read_sheet(data, COLUMNS).rows[0].cells["last_name"] == FORMULA_MARK


@pytest.mark.parametrize(
    ("above", "number"),
    [(b"sep=;\r\n", 3), (b"SEP=;;;;\r\n", 3), (b"\r\n\r\n", 4), (b";;;\r\n", 3), (b"sep=;\n\n", 4)],
)
def test_headings_may_stand_under_the_delimiter_and_empty_rows(above, number):
    data = above + csv_of(ROW)

    assert read_sheet(data, COLUMNS).rows == [Row(number, CELLS)]
    assert read_sheet(b"\xef\xbb\xbf" + data, COLUMNS).rows == [Row(number, CELLS)]
    assert reading.read_headings(data) == HEADINGS


def test_the_delimiter_that_a_file_states_is_taken():
    data = b"sep=,\r\n" + csv_of(ROW, headings=[*HEADINGS[:3], "email", "a;b;c;d;e;f"], delimiter=",")

    assert read_sheet(data, COLUMNS).rows == [Row(3, CELLS)]


def test_headings_of_a_workbook_may_stand_under_empty_rows():
    assert read_sheet(xlsx_of([], HEADINGS, ROW, headings=[]), COLUMNS).rows == [Row(4, CELLS)]


def test_endless_empty_rows_are_refused():
    with pytest.raises(errors.SheetTooLarge):
        read_sheet(b"\n" * (reading.MAX_EMPTY_ROWS + 2), COLUMNS)


def test_headings_are_found_in_the_languages_of_the_ministry_and_others_are_named():
    data = csv_of([*ROW, "x"], headings=["Nr.", "Naam", "Prénom", "E-MAIL", "Remarque"])
    sheet = read_sheet(data, COLUMNS)
    assert (sheet.rows[0].cells, sheet.unread) == (CELLS, ["Remarque"])


@pytest.mark.parametrize(
    "data, refusal",
    [
        (b"", errors.ColumnsMissing),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), errors.SheetRefused),
        (b"PK\x03\x04 no archive", errors.SheetRefused),
        (csv_of(headings=["number", "email"]), errors.ColumnsMissing),
        (csv_of(headings=HEADINGS), errors.SheetEmpty),
        (csv_of([*ROW, "a"], headings=[*HEADINGS, "E-Mail"]), errors.ColumnTwice),
        (csv_of(["x" * 200_000, *ROW[1:]]), errors.SheetRefused),
    ],
)
def test_what_is_no_sheet_is_refused_with_the_reason(data, refusal):
    with pytest.raises(refusal):
        read_sheet(data, COLUMNS)


def test_too_many_bytes_or_rows_are_refused():
    read_sheet(csv_of(*[ROW] * reading.MAX_ROWS), COLUMNS)
    with pytest.raises(errors.SheetTooLarge):
        read_sheet(csv_of(*[ROW] * (reading.MAX_ROWS + 1)), COLUMNS)
    with pytest.raises(errors.SheetTooLarge):
        read_sheet(b"a" * (reading.MAX_BYTES + 1), COLUMNS)


def packed(**parts: bytes) -> bytes:
    """A workbook with parts put in."""
    file = io.BytesIO(xlsx_of(ROW))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = packed(bomb=bytes(reading.MAX_UNPACKED_BYTES))
    assert len(bomb) < 1_000_000
    with pytest.raises(errors.SheetTooLarge):
        read_sheet(bomb, COLUMNS)
    with pytest.raises(errors.SheetTooLarge):
        read_sheet(packed(**{f"part{number}": b"" for number in range(reading.MAX_PARTS)}), COLUMNS)


def with_sheet(xml: str) -> bytes:
    """A workbook whose first sheet is this text."""
    book, file = io.BytesIO(xlsx_of(ROW)), io.BytesIO()
    with zipfile.ZipFile(book) as before, zipfile.ZipFile(file, "w") as after:
        for name in before.namelist():
            is_sheet = name.endswith("sheet1.xml")
            after.writestr(name, xml if is_sheet else before.read(name))
    return file.getvalue()


@pytest.mark.parametrize(
    "entity",
    ['<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">', '<!ENTITY b SYSTEM "file:///etc/hostname">'],
)
def test_entities_are_neither_unfolded_nor_fetched(entity):
    ns = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cell = '<c r="A1" t="inlineStr"><is><t>&b;</t></is></c>'
    rows = f'<sheetData><row r="1">{cell}</row></sheetData>'
    xml = f'<!DOCTYPE w [{entity}]><worksheet xmlns="{ns}">{rows}</worksheet>'
    with pytest.raises(errors.SheetRefused):
        read_sheet(with_sheet(xml), COLUMNS)


def test_a_cell_far_out_costs_nothing():
    book, file = Workbook(), io.BytesIO()
    for line in (HEADINGS, ROW):
        book.active.append(line)
    book.active["XFD900000"] = "far"
    book.save(file)
    with pytest.raises(errors.SheetTooLarge):
        read_sheet(file.getvalue(), COLUMNS)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", csv_of(), csv_of(ROW)]))
def test_any_bytes_are_read_or_refused(noise, before):
    with contextlib.suppress(errors.SheetRefused):
        read_sheet(before + noise, COLUMNS)


def test_what_was_written_as_csv_against_formulas_is_read_back_as_it_was():
    names = ["=1+1", "-x", "+32470", "@home", "'quoted'", "'=x", "''-y"]
    lines = csv_lines([HEADINGS, *([f"R{number}", name, *ROW[2:]] for number, name in enumerate(names))])
    sheet = read_sheet("".join(lines).encode(), COLUMNS)
    assert [row.cells["last_name"] for row in sheet.rows] == names
