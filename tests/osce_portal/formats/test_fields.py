"""What is written directly is what Django's templates write."""

import datetime as dt
import html
import re

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from osce_portal.formats.fields import WrittenFields

NASTY = "\"><script>alert('1')</script>&amp;"
CHOICES = [
    ("", "---------"),
    (1, 12345),
    ("b", gettext_lazy("yes")),
    (NASTY, NASTY),
    (None, "none"),
    ("Group & co", [("c", "C"), ("d", mark_safe("<b>D</b>"))]),
    (dt.date(2026, 11, 22), dt.date(2026, 11, 22)),
]
WIDGETS = [
    forms.TextInput(), forms.EmailInput(), forms.NumberInput({"min": 1990, "step": 0.5}), forms.URLInput(),
    forms.DateInput(format="%Y-%m-%d"), forms.TimeInput(), forms.HiddenInput(), forms.CheckboxInput(),
    forms.CheckboxInput({"disabled": True, "data-x": NASTY, "hidden": False}), forms.Textarea({"rows": 4}),
    forms.Select(choices=CHOICES), forms.Select({"class": "form-select"}, choices=()),
    forms.SelectMultiple(choices=CHOICES), forms.NullBooleanSelect(), forms.RadioSelect(choices=CHOICES),
    forms.CheckboxSelectMultiple(choices=CHOICES), forms.PasswordInput(), forms.ClearableFileInput(),
    forms.SplitDateTimeWidget(),
]  # fmt: skip
VALUES = [None, "", "b", 1, 12345, 0.5, True, False, NASTY, "\nfirst line", dt.date(2026, 11, 22), ["b", "c"]]
MARKS = re.compile(r"\s*(?=<)|(?<=>)\s*")


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: type(widget).__name__)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_field_is_written_as_its_template_writes_it(widget, language):
    for value in VALUES:
        with translation.override(language):
            try:
                wanted = widget.render("named", value, {"id": "x", "required": True}, TemplatesSetting())
            except (TypeError, AttributeError):
                continue  # this value is none for this widget
            written = widget.render("named", value, {"id": "x", "required": True}, WrittenFields())
        assert MARKS.sub("", written) == MARKS.sub("", wanted)


def test_nothing_that_somebody_typed_becomes_markup():
    for widget in (forms.TextInput(), forms.Textarea(), forms.Select({"title": NASTY}, choices=CHOICES)):
        written = widget.render(NASTY, NASTY, {NASTY: NASTY}, WrittenFields())

        assert "<script>" not in written
        assert NASTY in html.unescape(written)


def test_the_portal_uses_it(settings):
    assert isinstance(forms.renderers.get_default_renderer(), WrittenFields)
