"""How and when the list was sent."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from selection.nominations.enums import NominationChannel


class NominateForm(forms.Form):
    channel = forms.ChoiceField(label=_("Sent by"), choices=NominationChannel)
    sent_on = forms.DateField(
        label=_("Sent on"),
        initial=timezone.localdate,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),  # the only one a browser takes
    )
