"""Forms about the own data, and those of the data-protection officer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from osce_portal.privacy.models import ErasureRequest


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

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("answer") == self.REFUSE and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Please give the reason: the person reads it."))
        return cleaned
