"""Uploading a sheet of people, confirming it, and saying who a row means."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ConfirmForm(forms.Form):
    tells = forms.BooleanField(
        label=_("Send each new person without an account the privacy notice and the link to the file"),
        required=False, initial=True,
        help_text=_("The law asks for it within a month. You can also send it from each person's file."),
    )  # fmt: skip


class RowForm(forms.Form):
    """One of the two: an existing file, or why it is somebody else."""

    same_as = forms.ChoiceField(
        label=_("This is the same person as"), required=False, widget=forms.RadioSelect
    )
    other_because = forms.CharField(
        label=_("Or somebody else, because"), required=False, max_length=300,
        help_text=_("For example: “They share an address.” It is kept in the log."),
    )  # fmt: skip

    def __init__(self, *args, choices: list[tuple[str, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["same_as"].choices = choices  # type: ignore[attr-defined]
        if not choices:
            del self.fields["same_as"]

    def clean(self) -> None:
        super().clean()
        said = [self.cleaned_data.get(name) for name in ("same_as", "other_because")]
        if bool(said[0]) == bool(said[1]):
            raise forms.ValidationError(_("Please either choose a person or say why it is somebody else."))
