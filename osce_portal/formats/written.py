"""Dates written out: the first of a French month is "1er mars", which no format of Django can say."""

import datetime as dt
import re
from typing import Any

from django import template
from django.template.defaultfilters import date as django_date
from django.utils.formats import date_format
from django.utils.translation import get_language

register = template.Library()
FIRST_OF_A_MONTH = re.compile(r"\b1 (?=[^\W\d])")


def written_date(day: dt.date, date_form: str = "DATE_FORMAT") -> str:
    """Django's ``date_format`` in the reader's language, with the French ordinal."""
    return with_ordinal(date_format(day, date_form))


def with_ordinal(text: str) -> str:
    """``1 mars 2027`` becomes ``1er mars 2027`` for readers of French; nothing else changes."""
    return FIRST_OF_A_MONTH.sub("1er ", text) if get_language() == "fr" else text


@register.filter("date", expects_localtime=True, is_safe=False)
def date_filter(value: Any, form: str | None = None) -> str:
    """Django's own ``date``, in every template (settings, builtins), with the French ordinal."""
    return with_ordinal(django_date(value, form))
