"""Fields that several forms share."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DateInput(forms.DateInput):
    """The browser's own date picker; it takes and gives ISO dates whatever the page's language."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class LinesField(forms.CharField):
    """Text of several lines; a line break counts as one character, as the browser counts it."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\r\n", "\n").strip()


def validate_not_in_future(day: dt.date) -> None:
    """Today in Brussels is the latest day that can have been."""
    if day > timezone.localdate():
        raise ValidationError(_("This day lies in the future."), code="future")


def refuse_end_before_beginning(
    form: forms.BaseForm, start: str = "started_on", end: str = "ended_on"
) -> None:
    """Say it next to the end's field; the table's constraint stands behind it."""
    begins, ends = form.cleaned_data.get(start), form.cleaned_data.get(end)
    if begins and ends and ends < begins:
        form.add_error(end, ValidationError(_("The end lies before the beginning."), code="order"))
