"""Forms about the own data, and those of the data-protection officer."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from osce_portal.erasure import Mention
from osce_portal.people import all_files
from osce_portal.privacy.enums import RequestChannel
from osce_portal.privacy.errors import AskedInFuture
from osce_portal.privacy.models import ErasureRequest
from osce_portal.walls import keep_away


class AskErasureForm(forms.ModelForm):
    """The person may say why, and need not; that the limits were read is ticked."""

    understood = forms.BooleanField(
        label=_("I have read what is erased, what stays and that it cannot be undone.")
    )

    class Meta:
        model = ErasureRequest
        fields = ["why"]
        widgets = {"why": forms.Textarea(attrs={"rows": 4})}


class AnswerForm(forms.Form):
    """Grant or refuse, the latter with its reason."""

    GRANT, REFUSE = "grant", "refuse"
    answer = forms.ChoiceField(
        label=_("Answer"),
        choices=[(GRANT, _("Grant: erase now, for good")), (REFUSE, _("Refuse for now"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason of a refusal"),
        help_text=_(
            "The person reads it, in a mail and on the own page. Please write in the person's language."
        ),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    emptying = forms.MultipleChoiceField(
        label=_("Texts to other people in which this name or address stands: take out"),
        help_text=_(
            "Somebody else may be meant. What is not ticked stays as it was sent; of what is ticked nothing "
            "stays but that it was sent, and to whom."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("answer", "emptying", "reason")

    def __init__(self, *args: Any, mentions: Sequence[Mention] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["emptying"].choices = [(one.reference, one.words) for one in mentions]  # type: ignore[attr-defined]
        if not mentions:
            del self.fields["emptying"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("answer") == self.REFUSE and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Please give the reason: the person reads it."))
        return cleaned


class RecordForm(forms.Form):
    """What came by letter, e-mail or telephone: how, and when it was received."""

    channel = forms.ChoiceField(
        label=_("How it reached us"),
        choices=[choice for choice in RequestChannel.choices if choice[0] != RequestChannel.PORTAL],
        widget=forms.RadioSelect,
    )
    received_on = forms.DateField(
        label=_("Received on"),
        help_text=_("The term for the answer, one month, runs from this day."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    why = forms.CharField(
        label=_("What the person tells us"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_received_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["received_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(AskedInFuture.message)
        return day


class HoldForm(forms.Form):
    """Whose file, why and until when; the person is found by reference or by e-mail address."""

    candidate = forms.CharField(
        label=_("Person"), help_text=_("Reference of the file, or the e-mail address."), max_length=254
    )
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    ends_on = forms.DateField(
        label=_("Until (last day)"),
        help_text=_("Empty: until somebody lifts it."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_candidate(self) -> Any:
        said = self.cleaned_data["candidate"].strip()
        files = keep_away(all_files().filter(anonymised_at=None), self.user, person="pk")
        found = files.filter(Q(public_id=said) | Q(email__iexact=said))[:2]
        if len(found) != 1:
            raise forms.ValidationError(
                _("Several files have this address: please give the reference of one.")
                if found
                else _("No file is found by this.")
            )
        return found[0]


class SwitchForm(forms.Form):
    """Arm or disarm the purge, with the reason."""

    ARM, DISARM = "arm", "disarm"
    act = forms.ChoiceField(
        label=_("What to do"),
        choices=[
            (ARM, _("Arm: tell people, and anonymise files at their end")),
            (DISARM, _("Dry run: count only")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Before arming: the State Archives' selection list, with its date."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
