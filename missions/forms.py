"""Forms of the staff: money in euros, points with one decimal, and days that published calls rely on."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from missions.enums import BAND_LABELS, MAY_ASK_FOR_STO, DatePrecision, ElectionKind
from missions.errors import DayIsFixed
from missions.models import Call, Mission, QuotaTarget
from missions.reading import make_reference
from missions.services import BAND_FIELDS, DAY_FIELDS

MOST_EUROS = 1_000_000_000


class ScaledField(forms.Field):
    """A decimal number typed with comma or point, kept as a whole number of its smallest part.

    Empty means not set (None); zero means zero.
    """

    decimals = 2
    pattern = r"\d{1,10}([.,]\d{1,2})?"
    default_error_messages = {"invalid": _("Please give an amount in euros, for example 2150 or 2150,50.")}

    def __init__(self, **kwargs: Any):
        super().__init__(**kwargs)
        self.widget.attrs["inputmode"] = "decimal"

    def to_python(self, value: Any) -> int | None:
        text = re.sub(r"[\s\u00a0\u202f€]", "", str(value or ""))
        if not text:
            return None
        if not re.fullmatch(self.pattern, text, re.ASCII):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return int(Decimal(text.replace(",", ".")) * 10**self.decimals)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, int):
            return value
        whole = value % 10**self.decimals == 0
        amount = Decimal(value) / 10**self.decimals
        return number_format(amount, 0 if whole else self.decimals, use_l10n=True, force_grouping=False)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != initial
        except forms.ValidationError:
            return True


class EurosField(ScaledField):
    """Euros and cents, kept as cents."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and value > MOST_EUROS * 100:
            raise forms.ValidationError(_("This amount is too large."), code="max")


class PointsField(ScaledField):
    """Points with one decimal, kept as tenths of a point."""

    decimals = 1
    pattern = r"\d{1,3}([.,]\d)?"
    default_error_messages = {"invalid": _("Please give points from 0 to 100, for example 55 or 55,5.")}

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and value > 1000:
            raise forms.ValidationError(self.error_messages["invalid"], code="max")


class CallForm(forms.ModelForm):
    """What staff may set on a call; its deadline is no field."""

    unit_cost_cents = EurosField(
        label=_("Cost per observer (EUR)"), required=False, help_text=_("Leave empty while it is not set.")
    )
    budget_cents = EurosField(
        label=_("Budget (EUR)"), required=False, help_text=_("Empty means not set; zero means no money.")
    )
    minimum_score_tenths = PointsField(
        label=_("Minimum score (points)"),
        required=False,
        help_text=_("A person below it is reviewed by a person, never refused by the machine."),
    )

    class Meta:
        model = Call
        fields = ["places", "unit_cost_cents", "budget_cents", "minimum_score_tenths", "text"]


class QuotaTargetForm(forms.ModelForm):
    """One balance band; labels come from a list, because a typing error would count nobody."""

    label = forms.ChoiceField(
        label=_("Group of people"),
        choices=[("", "---------"), *((code, name) for code, name in BAND_LABELS.items())],
    )

    class Meta:
        model = QuotaTarget
        fields = [*BAND_FIELDS]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        limits = [data.get(name) for name in ("min", "max", "min_share", "max_share")]
        if not self.errors and all(limit is None for limit in limits):
            raise forms.ValidationError(_("Give at least one limit, in people or in %."), code="no_limit")
        shares = [data.get("min_share"), data.get("max_share")]
        if data.get("label") == "first_timer=yes" and any(share is not None for share in shares):
            raise forms.ValidationError(_("First missions are counted in people, not in %."), code="share")
        return data


class MissionForm(forms.ModelForm):
    """A mission in the calendar. The day on which a published call relies is not changed here."""

    reference = forms.CharField(
        label=_("Reference"),
        required=False,
        max_length=60,
        validators=[RegexValidator(r"^[A-Za-z0-9-]+\Z", _("Letters, digits and hyphens only."))],
        help_text=_("Leave empty: it is made of country, date and election. It never changes afterwards."),
    )

    class Meta:
        model = Mission
        exclude = ["published_at", "is_confirmed"]  # noqa: DJ006 — set by the act of confirming

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        is_day = data.get("date_precision") == DatePrecision.DAY
        if data.get("election_day") and not is_day:
            self.add_error("election_day", _("Leave this empty while the day is not known exactly."))
        if data.get("period_ends_on") and is_day:
            self.add_error("period_ends_on", _("Leave this empty when the election day is exact."))
        if not self.instance.pk and not data.get("reference") and not self.errors:
            data["reference"] = self.make_reference(data)
        self.refuse_what_calls_rely_on(data)
        return data

    def make_reference(self, data: dict[str, Any]) -> str:
        """As for loaded missions; a number is added where that one is taken."""
        day = data.get("election_day") or data.get("period_ends_on")
        base = make_reference(
            data["state"].iso2, day.isoformat() if day else "", ElectionKind(data["election"])
        )
        taken = set(Mission.objects.filter(reference__startswith=base).values_list("reference", flat=True))
        numbers = (f"{base}-{number}" for number in range(2, len(taken) + 3))
        return next(name for name in (base, *numbers) if name not in taken)

    def refuse_what_calls_rely_on(self, data: dict[str, Any]) -> None:
        """Name each change that would move a published deadline, or leave its call without a mission."""
        if not self.instance.pk or not Mission.objects.with_fixed_day().filter(pk=self.instance.pk).exists():
            return
        for name in DAY_FIELDS:
            if name in self.changed_data:
                self.add_error(name, DayIsFixed.message)
        if "format" in self.changed_data and data.get("format") not in MAY_ASK_FOR_STO:
            text = _("A call for short-term observers is published: choose a format that may send them.")
            self.add_error("format", text)


class ConfirmForm(forms.Form):
    """Where the entry is confirmed."""

    source = forms.CharField(
        label=_("Source"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Address of the page, or the reference of the note, that confirms date and format."),
    )
