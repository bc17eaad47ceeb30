"""What an officer or a decider writes down: always a reason."""

from django import forms
from django.utils.translation import gettext_lazy as _

from selection.assessment.working import points
from selection.candidacies.models import Candidacy
from selection.delegation.enums import LockKind

REASON = {"rows": 3}
REASON_IS_READ = _(
    "The decider reads it, and whoever is kept out reads it with the outcome: name nobody else."
)


class OverrideForm(forms.Form):
    """Lock somebody in or out, or admit somebody below the minimum score."""

    lock = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_(
            "The decider reads it, and whoever is kept out reads it with the outcome: name nobody else."
        ),
        widget=forms.Textarea(REASON),
        max_length=2000,
    )

    def __init__(self, *args, is_below_minimum: bool, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(LockKind.IN, _("In the team")), (LockKind.OUT, _("Not in the team"))]
        if is_below_minimum:
            choices.insert(0, (LockKind.ADMIT, _("Compare with the others although below the minimum score")))
        self.fields["lock"].choices = choices  # type: ignore[attr-defined]


def name_with_points(candidacy: Candidacy) -> str:
    """How somebody stands in a list of choices; ``tenths`` is annotated."""
    values = {"name": candidacy.candidate.full_name, "points": points(candidacy.tenths or 0)}  # type: ignore[attr-defined]
    return _("%(name)s – %(points)s points") % values


class SwapForm(forms.Form):
    """Exchange somebody of the team for somebody else."""

    into = forms.ModelChoiceField(
        label=_("Who comes in"),
        queryset=Candidacy.objects.none(),
        to_field_name="public_id",
    )
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(REASON), max_length=2000,
        help_text=REASON_IS_READ,
    )  # fmt: skip

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        into: forms.ModelChoiceField = self.fields["into"]  # type: ignore[assignment]
        into.queryset = choices
        into.label_from_instance = name_with_points  # type: ignore[assignment,method-assign]


class DecisionForm(forms.Form):
    """The second person's word on a run."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            ("approve", _("Approve this selection")),
            ("send_back", _("Send it back to the desk officer")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(REASON), max_length=4000,
        help_text=_("It is kept with the decision and can be shown to a candidate or a judge."),
    )  # fmt: skip
    despite = forms.CharField(
        label=_("Why it can be approved in spite of the warnings"), required=False,
        widget=forms.Textarea(REASON), max_length=2000,
    )  # fmt: skip

    def __init__(self, *args, has_warnings: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_warnings:
            del self.fields["despite"]


class SuccessionForm(DecisionForm):
    """Another person's word on a replacement."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, has_warnings=False, **kwargs)
        self.fields["decision"].choices = [  # type: ignore[attr-defined]
            ("approve", _("Confirm this replacement")),
            ("send_back", _("Send it back to the desk officer")),
        ]


class CannotGoForm(forms.Form):
    """Somebody who has a place gives it up."""

    note = forms.CharField(
        label=_("How we know: internal note"), widget=forms.Textarea(REASON), max_length=1000,
        help_text=_(
            "For example: told us by telephone on 3 May. The person does not read it. "
            "No medical details, please."
        ),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("What the person reads beside the step (you need not write anything)"),
        widget=forms.Textarea(REASON), max_length=500, required=False,
        help_text=_("Neutral and short: the mail says already that the person cannot go, and since when."),
    )  # fmt: skip
