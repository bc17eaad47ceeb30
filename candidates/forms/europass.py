"""The forms of taking over a Europass CV that are not those of a section."""

from django import forms
from django.utils.translation import gettext_lazy as _

from candidates.forms.entries import EntryForm
from candidates.models import Document


class EuropassUploadForm(forms.Form):
    """What the file holds is read by whoever receives it."""

    file = forms.FileField(
        label=_("Europass CV (XML or PDF)"),
        widget=forms.FileInput(attrs={"accept": ".xml,.pdf,.json"}),
    )


class FoundDocumentForm(EntryForm):
    """A paper that the CV holds: the person says what it is."""

    class Meta:
        model = Document
        fields = ["kind", "title"]
