"""Forms of what stands beside the CV: referees and days on which somebody cannot go."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from candidates.forms.entries import EntryForm
from candidates.forms.fields import DateInput, refuse_end_before_beginning
from candidates.models import Reference, Unavailability

FURTHEST_YEARS = 5  # a plan that lies further away says nothing about a mission


class ReferenceForm(EntryForm):
    """A referee counts only with the own consent; how to reach the referee is told at the field."""

    phone = PhoneNumberField(
        label=capfirst(_("telephone")), region="BE", required=False,
        help_text=_("With the country's prefix, for example +32 470 12 34 56."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )  # fmt: skip

    class Meta:
        model = Reference
        fields = ["name", "function", "organisation", "relation", "email", "phone", "agreed"]
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "off"}),
            "email": forms.EmailInput(attrs={"autocomplete": "off"}),
        }
        error_messages = {"agreed": {"required": _("Please name only people who have agreed to it.")}}
        help_texts = {"relation": _("For example: head of mission in 2023.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agreed"].required = True

    def clean(self) -> None:
        super().clean()
        given = self.cleaned_data
        is_wrong = {"email", "phone"} & self.errors.keys()
        if not is_wrong and not (given.get("email") or given.get("phone")):
            self.add_error("email", _("Please give an e-mail address or a telephone number."))


class UnavailabilityForm(EntryForm):
    """From today on: days that have passed keep nobody from a mission, but a period may have begun."""

    class Meta:
        model = Unavailability
        fields = ["started_on", "ended_on"]
        widgets = {"started_on": DateInput, "ended_on": DateInput}
        help_texts = {"ended_on": _("Both days count. For a single day, give it twice.")}

    def clean(self) -> None:
        super().clean()
        refuse_end_before_beginning(self)

    def clean_ended_on(self) -> dt.date:
        ended, today = self.cleaned_data["ended_on"], timezone.localdate()
        if ended < today:
            raise ValidationError(_("This period has passed: it need not be noted any more."), code="past")
        if ended.year > today.year + FURTHEST_YEARS:
            raise ValidationError(_("Please check the year: it lies far in the future."), code="far")
        return ended
