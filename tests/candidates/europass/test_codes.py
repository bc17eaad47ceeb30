"""Codes in all their spellings."""

import pytest

from candidates.europass import codes


@pytest.mark.parametrize(
    ("code", "label", "locale", "country"),
    [
        ("UK", "", "", "GB"),
        ("EL", "", "", "GR"),
        ("be", "", "", "BE"),
        ("BEL", "", "", "BE"),
        ("http://publications.europa.eu/resource/authority/country/FRA", "", "", "FR"),
        ("", "Deutschland", "de", "DE"),
        ("", "Portugal", "pt", "PT"),
        ("", "Wit-Rusland", "nl", "BY"),
        ("", "Heilige Stoel", "nl", "VA"),
        ("ZZ", "", "", ""),
        ("", "Atlantis", "../../x", ""),
    ],
)
def test_country_code(code, label, locale, country):
    assert codes.country_code(code, label, locale) == country


@pytest.mark.parametrize(
    ("code", "label", "language"),
    [
        ("nl", "", "nl"),
        ("DUT", "", "nl"),
        ("nld", "", "nl"),
        ("http://publications.europa.eu/resource/authority/language/ENG", "", "en"),
        ("rom", "", "rom"),
        ("", "português", "pt"),
        ("", "Néerlandais", "nl"),
        ("grc", "Ancient Greek", ""),
        ("", "French, Dutch", ""),
    ],
)
def test_language_code(code, label, language):
    assert codes.language_code(code, label) == language


@pytest.mark.parametrize(
    ("code", "label", "list_name", "level"),
    [
        ("6", "", "", "bachelor"),
        ("EQF-7", "", "EURES_EQF", "master"),
        ("5", "ISCED 5", "", ""),
        ("", "EQF 8", "", "doctorate"),
        ("4", "", "", "secondary"),
        ("4", "", "EURES_ISCED2011", "vocational"),
        ("", "ISCED 6", "", "doctorate"),
        ("9", "", "", ""),
        ("words", "more words", "", ""),
    ],
)
def test_education_level(code, label, list_name, level):
    assert codes.education_level(code, label, list_name) == level


def test_fields_of_education_by_both_lists():
    assert [codes.field_1997(code) for code in ("38", "380", "314", "31", "")] == [
        "law", "law", "economy", "", "",
    ]  # fmt: skip
    assert [codes.field_2013(code) for code in ("0421", "0542", "x/103", "9999")] == [
        "law", "statistics", "security", "",
    ]  # fmt: skip


def test_levels_and_genders_that_are_none_say_nothing():
    assert [codes.cefr_level(text) for text in ("b2", " C1 ", "D1", "")] == ["B2", "C1", "", ""]
    assert [codes.gender_code(text) for text in ("F", "Male", "other", "NotSpecified")] == ["F", "M", "X", ""]
