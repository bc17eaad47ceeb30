"""What staff fill in for a candidacy that came by e-mail, on paper or forwarded by the OSCE."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from candidates.forms.fields import DateInput, validate_not_in_future
from candidates.models import Candidate
from candidates.names import describe_person, pick_out, plain_name
from missions.models import Call
from missions.templatetags.missions import last_day_text
from osce_portal.common.enums import PersonLanguage
from osce_portal.common.validators import validate_one_line
from selection.candidacies.enums import Channel
from selection.candidacies.forms import ACCEPT, MOTIVATION_LENGTH, LinesField

NEW_PERSON = "new"
NEW_FIELDS = ("first_name", "last_name", "email")
CALLS_SHOWN = 60


class CallChoice(forms.ModelChoiceField):
    """A call by its title and last day. What was decided meanwhile is not offered, but understood."""

    def label_from_instance(self, call: Call) -> str:
        return f"{call.title} – {last_day_text(call.closes_on)}"


class NewPersonForm(forms.Form):
    """What a new person is recognised by."""

    first_name = forms.CharField()
    last_name = forms.CharField()
    birth_date = forms.DateField(required=False)
    email = forms.EmailField()


class RecordForm(forms.Form):
    """Person, call, channel, time of receipt, proof. ``people`` are those the search has found."""

    FILE_MISSING = _("Please attach what was received: the letter, the mail, the OSCE's message.")

    person = forms.ChoiceField(label=_("Person"), widget=forms.RadioSelect)
    first_name = forms.CharField(
        label=_("First name"), max_length=100, required=False, validators=[validate_one_line]
    )
    last_name = forms.CharField(
        label=_("Last name"), max_length=100, required=False, validators=[validate_one_line]
    )
    birth_date = forms.DateField(
        label=_("Date of birth, if it is known"), required=False, widget=DateInput(),
        validators=[validate_not_in_future],
    )  # fmt: skip
    email = forms.EmailField(
        label=_("E-mail address"), required=False, help_text=_("The receipt goes there.")
    )
    other_because = forms.CharField(
        label=_("Why it is somebody else, with the same address or the same name"),
        required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example: a couple with one address. It is kept in the log."),
    )  # fmt: skip
    correspondence_language = forms.ChoiceField(label=_("Language of our mails"), choices=PersonLanguage)
    call = CallChoice(
        label=_("Call"),
        queryset=Call.objects.none(),
        help_text=_("Open calls, and closed ones until their selection is approved."),
    )
    channel = forms.ChoiceField(
        label=_("Received by"), choices=[choice for choice in Channel.choices if choice[0] != Channel.PORTAL]
    )
    received_at = forms.DateTimeField(
        label=_("Received at (Brussels time)"),
        help_text=_("When it reached the ministry, not when it is typed in: this decides on the deadline."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    proof = forms.FileField(
        label=_("Proof of receipt: PDF, JPEG or PNG"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )
    available = forms.BooleanField(label=_("The person is available for the whole period"), required=False)
    motivation = LinesField(label=_("Motivation, as received"), required=False, max_length=MOTIVATION_LENGTH)

    def __init__(self, *args, people: list[Candidate], known: list[Candidate], **kwargs):
        """``people``: whom the search found; ``known``: who may be the new person that was typed."""
        super().__init__(*args, **kwargs)
        self.asks_which = bool(known)
        found = [(one.public_id, pick_out(one)) for one in people if one not in known]
        choices = [
            *((one.public_id, describe_person(one)) for one in known),
            *found,
            (NEW_PERSON, _("Somebody who is not in the database yet")),
        ]
        self.fields["person"].choices = choices  # type: ignore[attr-defined]
        self._offer_calls()

    def _offer_calls(self) -> None:
        field: Any = self.fields["call"]
        field.queryset = Call.objects.opened().through_portal().for_list()
        offered = Call.objects.recordable().through_portal().for_list()[:CALLS_SHOWN]
        field.choices = [("", "---------"), *((call.pk, field.label_from_instance(call)) for call in offered)]

    @property
    def is_new_person(self) -> bool:
        return self.cleaned_data["person"] == NEW_PERSON

    @property
    def new_person(self) -> dict[str, Any]:
        """What ``candidates.services.add_candidate`` takes."""
        names = (*NEW_FIELDS, "birth_date", "correspondence_language")
        return {name: self.cleaned_data[name] for name in names}

    def is_the_same(self, person: Candidate) -> bool:
        """Address, name and, where both are known, date of birth are those typed: nobody need be asked."""
        typed = self.cleaned_data
        return (
            person.email.lower() == typed["email"].lower()
            and plain_name(person.first_name, person.last_name)
            == plain_name(typed["first_name"], typed["last_name"])
            and typed["birth_date"] in (None, person.birth_date)
        )

    @property
    def facts(self) -> dict[str, Any]:
        """What ``services.record_candidacy`` takes beside person, call and proof."""
        names = ("channel", "received_at", "motivation", "available")
        return {name: self.cleaned_data[name] for name in names}

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("person") != NEW_PERSON:
            return
        for name in NEW_FIELDS:
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, ValidationError(_("This is needed for a new person."), code="required"))
