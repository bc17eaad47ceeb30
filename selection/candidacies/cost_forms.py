"""What one person costs, typed in euros as everywhere."""

from django import forms
from django.utils.translation import gettext_lazy as _

from missions.forms import EurosField


class OwnCostForm(forms.Form):
    """A cost of one's own, or none, and why."""

    cents = EurosField(
        label=_("Own cost (EUR)"), required=False,
        help_text=_("Empty means the standard cost of the call; zero means no cost."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "A reason of the mission, such as a longer journey; the person can read it. What somebody needs "
            "because of a disability never belongs here: it has its own line in the money of the call."
        ),
    )  # fmt: skip
