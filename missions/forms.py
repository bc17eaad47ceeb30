"""Forms of the staff: money in euros, points with one decimal, and days that published calls rely on."""

import datetime as dt
import re
from abc import abstractmethod
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.validators import RegexValidator
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from missions.enums import (
    ASKS_FOR_STO,
    BAND_LABELS,
    MOVED,
    STAGES,
    CommitmentKind,
    CostLine,
    DatePrecision,
    ElectionKind,
    MissionStage,
)
from missions.errors import (
    BeforeLongTermCall,
    BelowTaken,
    CallBelowTaken,
    DayIsFixed,
    IllegalStage,
    StageByChange,
)
from missions.models import Budget, Call, Mission, QuotaTarget
from missions.models.limits import ORDER_MESSAGE
from missions.reading import make_reference
from missions.services import BAND_FIELDS, DAY_FIELDS
from missions.services.missions import refuse_before_long_term_call
from missions.services.money import refuse_below_taken, refuse_call_below_taken
from missions.texts import gaps_of

SPANS = [("election_day", "voting_ends_on"), ("short_term_from", "short_term_to")]
MOST_EUROS = 1_000_000_000
KEPT_MESSAGE = _("It is published: this text must exist in French and in Dutch.")


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


class KeptTexts(forms.ModelForm):
    """What is published loses no text in French or Dutch: said beside the field that was left empty."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.gaps_before = {gap.column for gap in gaps_of(self.instance)} if self.instance.pk else set()

    @abstractmethod
    def is_public(self) -> bool:
        """Whether everybody can read it."""

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        new = [gap.column for gap in gaps_of(self.instance) if gap.column not in self.gaps_before]
        if new and self.is_public():
            for column in new:
                self.add_error(column if column in self.fields else None, KEPT_MESSAGE)


class CallForm(KeptTexts):
    """What staff may set on a call; its deadline is no field."""

    unit_cost_cents = EurosField(
        label=_("Cost per observer or post (EUR)"),
        required=False,
        help_text=_("Leave empty while it is not set."),
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
        fields = [
            "places",
            "unit_cost_cents",
            "budget_cents",
            "minimum_score_tenths",
            "text",
            "how_to_apply",
            "outcome",
        ]

    def is_public(self) -> bool:
        return self.instance.published_at is not None

    def clean_budget_cents(self) -> int | None:
        """Not below what is taken of it for people."""
        cents: int | None = self.cleaned_data["budget_cents"]
        if kept := Call.objects.filter(pk=self.instance.pk).first():
            try:
                refuse_call_below_taken(kept, cents)
            except CallBelowTaken as error:
                raise forms.ValidationError(str(error), code="below_taken") from error
        return cents


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
        for begins, ends in SPANS:
            if data.get(begins) and data.get(ends) and data[ends] < data[begins]:
                self.add_error(ends, ORDER_MESSAGE)
        if not self.instance.pk and not data.get("reference") and not self.errors:
            data["reference"] = self.make_reference(data)
        self.refuse_what_calls_rely_on(data)
        self.refuse_stages_of_changes()
        return data

    def clean_long_term_due_on(self) -> dt.date | None:
        """After the last day of the call for LTOs, once that is published."""
        due_on: dt.date | None = self.cleaned_data["long_term_due_on"]
        if self.instance.pk and "long_term_due_on" in self.changed_data:
            try:
                refuse_before_long_term_call(self.instance, due_on)
            except BeforeLongTermCall as error:
                raise forms.ValidationError(str(error), code="before_call") from error
        return due_on

    def refuse_stages_of_changes(self) -> None:
        """A stage is the next one of the table; what moves people is an act with a preview."""
        if not self.instance.pk or "stage" not in self.changed_data or "stage" in self.errors:
            return
        before, after = MissionStage(self.initial["stage"]), self.cleaned_data["stage"]
        if after not in STAGES[before]:
            self.add_error("stage", IllegalStage.message)
        elif after in MOVED:
            self.add_error("stage", StageByChange.message)

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
        if "second_round_on" in self.changed_data:
            text = _("A second round is an act of its own: see “Move or cancel”.")
            self.add_error("second_round_on", text)
        if "format" in self.changed_data and data.get("format") not in ASKS_FOR_STO:
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


class MilestoneForm(forms.Form):
    """The day of a step, and who of the staff sees to it."""

    due_on = forms.DateField(
        label=_("Due on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    owner: Any = forms.ModelChoiceField(
        label=_("Who sees to it"), required=False, queryset=None,
        help_text=_("Gets one mail shortly before the step is due."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = get_user_model().objects.filter(is_staff=True, is_active=True).order_by("email")
        self.fields["owner"].queryset = staff  # type: ignore[attr-defined]


class BudgetForm(forms.ModelForm):
    """A year's programme line; empty means not set, zero means no money."""

    amount_cents = EurosField(
        label=_("Amount (EUR)"), required=False, help_text=_("Empty means not set; zero means no money.")
    )

    class Meta:
        model = Budget
        fields = ["year", "line", "amount_cents"]

    def clean_amount_cents(self) -> int | None:
        """Not below what calls take of it."""
        cents: int | None = self.cleaned_data["amount_cents"]
        if kept := Budget.objects.filter(pk=self.instance.pk).first():
            try:
                refuse_below_taken(kept, cents)
            except BelowTaken as error:
                raise forms.ValidationError(str(error), code="below_taken") from error
        return cents


class CommitmentForm(forms.Form):
    """An amount that a call takes of a budget."""

    budget = forms.ModelChoiceField(label=_("Budget"), queryset=Budget.objects.all())
    kind = forms.ChoiceField(label=_("Kind"), choices=CommitmentKind)
    line = forms.ChoiceField(
        label=_("For"), choices=CostLine,
        help_text=_("What somebody needs because of a disability has its own line and burdens no place."),
    )  # fmt: skip
    cents = EurosField(label=_("Amount (EUR)"))
    note = forms.CharField(
        label=_("Note"), required=False, max_length=200, help_text=_("Names nobody and no health matter.")
    )


class MoveCommitmentForm(forms.Form):
    """What became of an amount."""

    kind = forms.ChoiceField(label=_("Kind"), choices=CommitmentKind)
    cents = EurosField(label=_("Amount (EUR)"))


class SignForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
