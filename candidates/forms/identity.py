"""Who the person is: filled in once, changed at any time (FPS FA procedure, point 1)."""

import datetime as dt
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from candidates.forms.choosing import country_field
from candidates.forms.fields import DateInput
from candidates.models import Candidate
from osce_portal.common.enums import Gender, LanguageGroup

MAJORITY_YEARS = 18
OLDEST_YEARS = 100
NEITHER = "neither"  # an empty value would mean "not answered" in a form
NATIONALITY_FIELDS = ("nationality", "second_nationality", "third_nationality")


def years_before(today: dt.date, years: int) -> dt.date:
    """The same day of an earlier year; 1 March where that year has no 29 February."""
    try:
        return today.replace(year=today.year - years)
    except ValueError:
        return dt.date(today.year - years, 3, 1)


def _language_groups() -> list[tuple[str, Any]]:
    """Every group, "neither" too, is something to be said: none is chosen beforehand."""
    return [(value or NEITHER, label) for value, label in LanguageGroup.choices]


def _stored_group(value: str) -> LanguageGroup:
    return LanguageGroup.NONE if value == NEITHER else LanguageGroup(value)


class IdentityForm(forms.ModelForm):
    """Nationalities are three plain selects: they work on a phone and without any script."""

    nationality = country_field(capfirst(_("nationality")))
    second_nationality = country_field(capfirst(_("second nationality, if any")), required=False)
    third_nationality = country_field(capfirst(_("third nationality, if any")), required=False)
    country = country_field(capfirst(_("country of residence")))
    phone = PhoneNumberField(
        label=capfirst(_("telephone")), region="BE",
        help_text=_("With the country's prefix, for example +32 470 12 34 56."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )  # fmt: skip
    gender = forms.ChoiceField(
        label=capfirst(_("gender")), choices=Gender, required=False, widget=forms.RadioSelect,
        help_text=Candidate._meta.get_field("gender").help_text,
    )  # fmt: skip
    language_group = forms.TypedChoiceField(
        label=capfirst(_("language group")), choices=_language_groups, coerce=_stored_group,
        widget=forms.RadioSelect,
        help_text=Candidate._meta.get_field("language_group").help_text,
    )  # fmt: skip

    class Meta:
        model = Candidate
        fields = [
            "first_name", "last_name", "birth_date", "phone", "city", "country", "gender", "language_group",
            "correspondence_language", "driving_licence",
        ]  # fmt: skip
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
            "birth_date": DateInput(attrs={"autocomplete": "bday"}),
            "city": forms.TextInput(attrs={"autocomplete": "address-level2"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["language_group"] = self._language_group_said()
        for name in ("birth_date", "city"):
            self.fields[name].required = True
        for name, country in zip(NATIONALITY_FIELDS, self.instance.nationalities, strict=False):
            self.initial[name] = country.code
        self.helper = FormHelper()
        self.helper.layout = _layout()

    def _language_group_said(self) -> str:
        """What the person said before; nothing before the first time."""
        return self.instance.language_group or (NEITHER if self.instance.is_registered else "")

    def clean_birth_date(self) -> dt.date:
        born, today = self.cleaned_data["birth_date"], timezone.localdate()
        if not years_before(today, OLDEST_YEARS) <= born <= today:
            raise ValidationError(_("Please check the year of birth."), code="implausible")
        if born > years_before(today, MAJORITY_YEARS):
            raise ValidationError(_("You can register from the age of 18."), code="minor")
        return born

    def clean(self) -> None:
        super().clean()
        given = self._given_nationalities()
        if len(given) != len(set(given)):
            self.add_error("second_nationality", _("You have chosen the same nationality twice."))

    def _given_nationalities(self) -> list[str]:
        return [self.cleaned_data[name] for name in NATIONALITY_FIELDS if self.cleaned_data.get(name)]

    @property
    def identity(self) -> dict[str, Any]:
        """What the services take: the model's own fields, the nationalities as one list."""
        own = {name: value for name, value in self.cleaned_data.items() if name not in NATIONALITY_FIELDS}
        return own | {"nationalities": self._given_nationalities()}


def _layout() -> Layout:
    return Layout(
        Fieldset(
            _("Who you are"),
            Row(Column("first_name", css_class="col-md-6"), Column("last_name", css_class="col-md-6")),
            Row(Column("birth_date", css_class="col-md-6"), Column("phone", css_class="col-md-6")),
            Row(Column("city", css_class="col-md-6"), Column("country", css_class="col-md-6")),
        ),
        Fieldset(_("Nationality"), Row(*(Column(name, css_class="col-md-4") for name in NATIONALITY_FIELDS))),
        Fieldset(
            _("For the balance of the teams"),
            Row(Column("gender", css_class="col-md-6"), Column("language_group", css_class="col-md-6")),
        ),
        Fieldset(_("Letters and mails"), "correspondence_language"),
        Fieldset(_("Practical"), "driving_licence"),
        Submit("save", _("Save")),
    )
