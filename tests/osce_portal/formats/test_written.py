"""The first of the month, in French and elsewhere."""

import datetime as dt

import pytest
from django.template import Context, Template
from django.utils.translation import override

from osce_portal.formats.written import written_date

FIRST = dt.datetime(2027, 3, 1, 18, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("language", "day", "text"),
    [
        ("fr", dt.date(2027, 3, 1), "1er mars 2027"),
        ("fr", dt.date(2027, 8, 21), "21 août 2027"),
        ("fr", dt.date(2027, 10, 11), "11 octobre 2027"),
        ("nl", dt.date(2027, 3, 1), "1 maart 2027"),
        ("de", dt.date(2027, 3, 1), "1. März 2027"),
        ("en", dt.date(2027, 3, 1), "1 March 2027"),
    ],
)
def test_a_date_is_written_out_as_the_language_wants(language, day, text):
    with override(language):
        assert written_date(day) == text


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("DATE_FORMAT", "1er mars 2027"),
        ("DATETIME_FORMAT", "1er mars 2027 19:30"),
        ("SHORT_DATE_FORMAT", "01/03/2027"),
        ("H:i", "19:30"),
    ],
)
def test_every_template_writes_the_french_first_without_loading_anything(form, text):
    template = Template("{{ day|date:'%s' }}" % form)  # noqa: UP031  (braces are the template's)

    with override("fr"):
        assert template.render(Context({"day": FIRST})) == text


def test_a_missing_date_stays_empty():
    with override("fr"):
        assert Template("{{ day|date:'DATE_FORMAT'|default:'–' }}").render(Context({"day": None})) == "–"
