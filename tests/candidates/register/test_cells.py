import contextlib
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candidates.register import cells
from candidates.register.people import COLUMNS, read_person
from osce_portal.sheets.errors import CellRefused
from osce_portal.sheets.reading import Row


@pytest.mark.parametrize(
    "text", ["1988-03-14", "14/03/1988", "14.3.1988", "14-3-1988", "1988-03-14 00:00:00"]
)
def test_a_day_is_read_as_people_write_it(text):
    assert cells.day(text) == dt.date(1988, 3, 14)


@pytest.mark.parametrize("text", ["14/03/88", "1988-02-30", "March 1988", "32215", "٣/٣/١٩٨٨x"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(CellRefused):
        cells.day(text)


@pytest.mark.parametrize(
    "text, read",
    [
        ("STO Moldova 2021", [("sto", "MD", 2021)]),
        ("lto ua 2019; 2004 Géorgie", [("lto", "UA", 2019), ("sto", "GE", 2004)]),
        ("Bosnië en Herzegovina 2018", [("sto", "BA", 2018)]),
    ],
)
def test_missions_are_role_country_and_year(text, read):
    assert cells.missions(text) == read


@pytest.mark.parametrize(
    "text", ["Moldova", "STO LTO MD 2021", "STO MD 2999", "STO Atlantis 2020", "2020 2021 MD"]
)
def test_a_mission_that_cannot_have_been_is_refused(text):
    with pytest.raises(CellRefused):
        cells.missions(text)


@pytest.mark.parametrize(
    "read, text, value",
    [
        (cells.phone, "0470 12 34 56", "+32470123456"),
        (cells.phone, "470123456", "+32470123456"),
        (cells.phone, "+33 6 12 34 56 78", "+33612345678"),
        (cells.email, "Aline@Example.org", "aline@example.org"),
        (cells.country, "Duitsland", "DE"),
        (cells.country, "be", "BE"),
        (cells.country, "Wit-Rusland", "BY"),
        (cells.country, "Bélarus", "BY"),
        (cells.country, "Fédération de Russie", "RU"),
        (cells.country, "Birmanie", "MM"),
        (cells.several_countries, "BE, Frankrijk;be", ["BE", "FR"]),
        (cells.gender, "Vrouw", "F"),
        (cells.gender, "x", "X"),
        (cells.language, "Français", "fr"),
        (cells.language_group, "N", "NL"),
        (cells.language_group, "DE", ""),
    ],
)
def test_cells_are_read(read, text, value):
    assert read(text) == value


@pytest.mark.parametrize(
    "read, text",
    [
        (cells.phone, "12"), (cells.email, "aline"), (cells.country, "Belgica Ulterior"), (cells.gender, "?"),
        (cells.language, "es"), (cells.birth_date, "2020-01-01"), (cells.birth_date, "1888-01-01"),
        (cells.one_line(5), "abcdef"), (cells.one_line(5), "a\nb"),
    ],
)  # fmt: skip
def test_cells_that_cannot_be_meant_are_refused(read, text):
    with pytest.raises(CellRefused):
        read(text)


@settings(max_examples=500, deadline=None)
@given(st.dictionaries(st.sampled_from([column.code for column in COLUMNS]), st.text(max_size=60)))
def test_any_cell_is_read_or_refused_with_its_column(content):
    _person, faults = read_person(Row(2, content))
    assert all(fault.column in {column.code for column in COLUMNS} for fault in faults)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from([column.read for column in COLUMNS]), st.from_regex(r"[\d /.+-]{1,25}", fullmatch=True)
)
def test_any_figures_are_read_or_refused(read, text):
    with contextlib.suppress(CellRefused):
        read(text)
