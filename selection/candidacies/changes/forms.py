"""What is asked for each way in which things move."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from candidates.forms.fields import DateInput
from missions.enums import ChangeKind, MissionFormat
from missions.models import Change

TEXTS = ["note", "message_fr", "message_nl", "message_de", "message_en"]
FACTS: dict[str, list[str]] = {
    ChangeKind.LATER: ["election_day", "closes_on", "reopens"],
    ChangeKind.EARLIER: ["election_day", "closes_on"],
    ChangeKind.SHORT_NOTICE: ["election_day", "closes_on"],
    ChangeKind.SECOND_ROUND: ["election_day"],
    ChangeKind.DOWNGRADED: ["format"],
    ChangeKind.EXTENDED: ["closes_on"],
    ChangeKind.READVERTISED: ["closes_on"],
}
REQUIRED: dict[str, set[str]] = {
    ChangeKind.EARLIER: {"election_day"},
    ChangeKind.SHORT_NOTICE: {"closes_on"},
    ChangeKind.SECOND_ROUND: {"election_day"},
    ChangeKind.DOWNGRADED: {"format"},
    ChangeKind.EXTENDED: {"closes_on"},
    ChangeKind.READVERTISED: {"closes_on"},
}
HELP: dict[tuple[str, str], Any] = {
    (ChangeKind.LATER, "election_day"): _("Leave empty while the new day is not known."),
    (ChangeKind.LATER, "closes_on"): _("Only where six weeks before is past or too near: one day for all."),
    (ChangeKind.LATER, "reopens"): _(
        "Only where the deadline has passed; a call whose selection is approved stays closed."
    ),
    (ChangeKind.EARLIER, "closes_on"): _("Only where six weeks before is past or too near: one day for all."),
    (ChangeKind.SHORT_NOTICE, "election_day"): _("Leave empty if it is the one that is known."),
    (ChangeKind.SHORT_NOTICE, "closes_on"): _("One day for all, to its end in Brussels, published."),
    (ChangeKind.SECOND_ROUND, "election_day"): _(
        "The day of the second round; empty where one was entered and there is none after all."
    ),
}
NO_FORMAT = {MissionFormat.UNKNOWN, MissionFormat.NONE}


class ChangeForm(forms.ModelForm):
    """One kind's own fields, then the reasons; ``instance`` says which kind and of what."""

    class Meta:
        model = Change
        fields = ["election_day", "format", "closes_on", "reopens", *TEXTS]
        widgets = {
            "election_day": DateInput(),
            "closes_on": DateInput(),
            **{name: forms.Textarea({"rows": 3}) for name in TEXTS},
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        kind = self.instance.kind
        wanted = [*FACTS.get(kind, []), *TEXTS]
        for name in set(self.fields) - set(wanted):
            del self.fields[name]
        for name in wanted:
            field = self.fields[name]
            field.required = name in REQUIRED.get(kind, set()) | {"note", "message_fr", "message_nl"}
            field.help_text = HELP.get((kind, name), field.help_text)
        for code, language in settings.LANGUAGES:
            reason = capfirst(Change._meta.get_field("message").verbose_name)
            self.fields[f"message_{code}"].label = format_lazy("{} ({})", reason, language)
        if "format" in self.fields:
            self.offer_formats()
        if kind == ChangeKind.SECOND_ROUND and self.instance.mission.second_round_on:
            self.fields["election_day"].required = False

    def offer_formats(self) -> None:
        """Every format but the mission's own and those that say nothing."""
        left_out = {self.instance.mission.format, *NO_FORMAT}
        choices = [("", "---------"), *(one for one in MissionFormat.choices if one[0] not in left_out)]
        self.fields["format"].choices = choices  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    """The second person's word."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[("approve", _("Approve: it is done at once")), ("refuse", _("Send it back"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Reason"), required=False, widget=forms.Textarea({"rows": 3}), max_length=2000,
        help_text=_("Needed where you send it back. For the file; candidates do not read it."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("decision") == "refuse" and not data.get("note", "").strip():
            self.add_error("note", _("Please give the reason."))
        return data
