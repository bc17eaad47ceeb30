"""What staff fill in on the days after closing."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from elearning.enums import NEEDS_REASON, CertificateStatus
from selection.assessment.board import Row
from selection.assessment.enums import CertificateReason, FlagState, IneligibilityReason
from selection.assessment.models import Level
from selection.assessment.services.screening import Proposal
from selection.assessment.working import points
from selection.candidacies.enums import CandidacyStatus, Channel

ANY = [("", _("All"))]


class FilterForm(forms.Form):
    """What the table shows, and in which order."""

    flag = forms.ChoiceField(label=_("Flag"), choices=[*ANY, *FlagState.choices], required=False)
    channel = forms.ChoiceField(label=_("Received by"), choices=[*ANY, *Channel.choices], required=False)
    status = forms.ChoiceField(
        label=_("Status"),
        choices=[*ANY, *((s.value, s.label) for s in CandidacyStatus if s not in {"draft", "lapsed"})],
        required=False,
    )
    order = forms.ChoiceField(
        label=_("Sort by"),
        choices=[("", _("What needs attention first")), ("points", _("Points")), ("name", _("Name"))],
        required=False,
    )

    def choose(self, rows: list[Row]) -> list[Row]:
        """The rows that match, in the order asked for; all of them where the address makes no sense."""
        if not self.is_valid():
            return rows
        wanted = self.cleaned_data
        kept = [
            row
            for row in rows
            if wanted["flag"] in ("", row.state)
            and wanted["channel"] in ("", row.candidacy.channel)
            and wanted["status"] in ("", row.candidacy.status)
        ]
        return sorted(kept, key=ORDERS[wanted["order"]]) if wanted["order"] else kept


def _by_points(row: Row) -> int:
    return -row.assessment.total_tenths if row.assessment else 1


def _by_name(row: Row) -> tuple[str, str]:
    person = row.candidacy.candidate
    return person.last_name.casefold(), person.first_name.casefold()


ORDERS: dict[str, Callable[[Row], Any]] = {"points": _by_points, "name": _by_name}


class ScreeningForm(forms.Form):
    """Which candidacies, which decision, and why; nothing happens before the preview is confirmed."""

    ELIGIBLE, INELIGIBLE = "eligible", "ineligible"

    selected = forms.MultipleChoiceField(
        error_messages={"required": _("Please tick at least one candidacy.")}
    )
    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[(ELIGIBLE, _("Eligible")), (INELIGIBLE, _("Not eligible"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose a decision.")},
    )
    reasons = forms.MultipleChoiceField(
        label=_("Reasons, if not eligible"),
        choices=IneligibilityReason.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("None ticked: the missing conditions of each file. Translated for each candidate."),
    )
    text = forms.CharField(
        label=_("Further explanation"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=1000,
        help_text=_("Candidates read it as you type it, in addition to the reasons."),
    )

    def __init__(self, *args: Any, rows: list[Row], **kwargs: Any):
        super().__init__(*args, **kwargs)
        known = [(row.candidacy.public_id, "") for row in rows if row.is_screenable]
        self.fields["selected"].choices = known  # type: ignore[attr-defined]

    @property
    def is_eligible(self) -> bool:
        return self.cleaned_data["decision"] == self.ELIGIBLE


class DecisionForm(forms.Form):
    """The previewed decision: one reason per candidate, exactly as the candidate will read it."""

    def __init__(self, *args: Any, proposals: list[Proposal], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.proposals = proposals
        for proposal in proposals:
            name = self.name_for(proposal)
            self.fields[name] = forms.CharField(
                label=_("What the candidate reads"),
                initial=proposal.reason,
                widget=forms.Textarea(attrs={"rows": 3}),
                max_length=2000,
                error_messages={"required": _("Please write why: the candidate reads it.")},
            )

    @staticmethod
    def name_for(proposal: Proposal) -> str:
        return f"reason-{proposal.row.candidacy.public_id}"

    def pairs(self) -> list[tuple[Proposal, Any]]:
        """Each proposal with its field, for the page."""
        return [(proposal, self[self.name_for(proposal)]) for proposal in self.proposals]

    def decisions(self) -> list[tuple[Any, str]]:
        """Each candidacy with the reason that was confirmed."""
        return [
            (proposal.row.candidacy, self.cleaned_data[self.name_for(proposal)])
            for proposal in self.proposals
        ]


class CertificateForm(forms.Form):
    """A decision on one certificate; the candidate reads the reason."""

    decision = forms.ChoiceField(
        choices=[
            (CertificateStatus.ACCEPTED, _("Accept")),
            (CertificateStatus.ASKED_AGAIN, _("Ask again")),
            (CertificateStatus.REFUSED, _("Refuse")),
        ],
        error_messages={"required": _("Please choose what to do with this certificate.")},
    )
    preset = forms.ChoiceField(
        label=_("Reason, if you ask again or refuse"),
        choices=[("", _("None of these")), *CertificateReason.choices],
        required=False,
        help_text=_("Translated for the candidate."),
    )
    text = forms.CharField(
        label=_("In your own words"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=1000,
        help_text=_("The candidate reads it as you type it."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        said = data.get("preset") or (data.get("text") or "").strip()
        if data.get("decision") in NEEDS_REASON and not said:
            self.add_error("text", _("Please give a reason: the candidate reads it."))
        return data


class MarkForm(forms.Form):
    """The level of one motivation; an empty form says nothing."""

    level = forms.ChoiceField(label=_("Level"), widget=forms.RadioSelect, required=False)
    comment = forms.CharField(
        label=_("Comment for colleagues"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=1000,
    )

    def __init__(self, *args: Any, levels: Iterable[Level], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.levels = {level.code: level for level in levels}
        choices = [(level.code, f"{level.text} ({points(level.tenths)})") for level in levels]
        self.fields["level"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("comment") and not data.get("level") and "level" not in self.errors:
            self.add_error("level", _("Please choose a level too: a comment alone gives no points."))
        return data

    @property
    def chosen_level(self) -> Level | None:
        return self.levels.get(self.cleaned_data["level"])


class ConflictForm(forms.Form):
    """Why an officer keeps away from a person's file."""

    reason = forms.CharField(
        label=_("Why you keep away from this file"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        help_text=_("For example: family, friendship, a common project. The auditors read it."),
    )
