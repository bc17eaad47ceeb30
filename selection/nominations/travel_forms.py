"""What a journey needs, each with the reason why it is asked."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from candidates.forms.choosing import country_field
from candidates.forms.fields import DateInput, LinesField
from osce_portal.common.validators import validate_one_line
from selection.nominations.models import TravelDetails
from selection.nominations.travel import SENSITIVE

BLOOD_TYPES = ("0+", "0−", "A+", "A−", "B+", "B−", "AB+", "AB−")


class TravelForm(forms.Form):
    """Blood type and health are kept only if the person agrees to it (GDPR, article 9(2)(a))."""

    passport_country = country_field(
        capfirst(_("passport issued by")), help_text=_("For the visa, the accreditation and the tickets.")
    )
    passport_number = forms.CharField(
        label=capfirst(_("number of the passport")), max_length=30, validators=[validate_one_line],
        help_text=_("For the visa, the accreditation and the tickets."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    passport_expires_on = forms.DateField(
        label=capfirst(_("passport valid until")), widget=DateInput(),
        help_text=_("Many countries ask that it is valid for six months after the journey."),
    )  # fmt: skip
    emergency_name = forms.CharField(
        label=capfirst(_("whom to call in an emergency")), max_length=150, validators=[validate_one_line],
        help_text=_("Somebody who stays at home and agrees to it. Called only if something happens to you."),
    )  # fmt: skip
    emergency_phone = PhoneNumberField(
        label=capfirst(_("telephone of this person")), region="BE",
        help_text=_("With the country's prefix, for example +32 470 12 34 56."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )  # fmt: skip
    blood_type = forms.ChoiceField(
        label=capfirst(_("blood type, if you wish")), required=False,
        choices=[("", "---------"), *((kind, kind) for kind in BLOOD_TYPES)],
        help_text=_("For first aid on the spot. You need not say it."),
    )  # fmt: skip
    health = LinesField(
        label=capfirst(_("what the organisers must know about your health, if anything")), required=False,
        max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Only what somebody beside you must know to help you, such as a severe allergy. No medical "
            "reports, please. It has no influence on your place."
        ),
    )  # fmt: skip
    agreed = forms.BooleanField(
        label=_("I agree that blood type and health are kept until the journey is over"), required=False,
        help_text=_("Necessary only where you give one of the two. You may take them back at any time."),
    )  # fmt: skip

    @classmethod
    def initial_of(cls, details: TravelDetails | None) -> dict[str, object]:
        """What was given before."""
        if details is None:
            return {}
        names = [name for name in cls.base_fields if name != "agreed"]
        return {name: getattr(details, name) for name in names} | {"agreed": bool(details.health_agreed_at)}

    def clean_passport_expires_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["passport_expires_on"]
        if day < timezone.localdate():
            raise ValidationError(_("This passport has expired."), code="expired")
        return day

    def clean(self) -> None:
        super().clean()
        if any(self.cleaned_data.get(name) for name in SENSITIVE) and not self.cleaned_data.get("agreed"):
            self.add_error("agreed", _("Please agree, or leave blood type and health empty."))

    @property
    def details(self) -> dict[str, object]:
        """What the service takes."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "agreed"}
        return values | {"emergency_phone": str(values["emergency_phone"])}
