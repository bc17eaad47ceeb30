"""Which of two files says what is true of their one person; why two files are two people's."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candidates.models import Candidate
from candidates.sections import spoken
from candidates.services.merging import CHOSEN

KEPT, GONE = "kept", "gone"


class MergeForm(forms.Form):
    """A choice for each detail in which the files differ; what only one of them says is chosen already."""

    because = forms.CharField(
        label=_("How you know that it is one person"), max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}), help_text=_("It is kept in the log."),
    )  # fmt: skip

    def __init__(self, *args: Any, kept: Candidate, gone: Candidate, sees_gender: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.kept, self.gone = kept, gone
        hidden = set() if sees_gender else {"gender"}
        if kept.user_id or gone.user_id:
            hidden.add("email")
        for name in CHOSEN:
            if name not in hidden and _value(kept, name) != _value(gone, name):
                self.fields[name] = self._choice(name)
        self.order_fields([*CHOSEN, "because"])

    def _choice(self, name: str) -> forms.ChoiceField:
        said = {KEPT: spoken(self.kept, name), GONE: spoken(self.gone, name)}
        return forms.ChoiceField(
            label=Candidate._meta.get_field(name).verbose_name,  # type: ignore[union-attr]
            choices=[(file, words or _("nothing said")) for file, words in said.items()],
            initial=KEPT if said[KEPT] or not said[GONE] else GONE,
            widget=forms.RadioSelect,
        )

    def choices(self) -> list[forms.BoundField]:
        """For the page: what is to be chosen."""
        return [self[name] for name in CHOSEN if name in self.fields]

    def identity(self) -> dict[str, Any]:
        """The values that were chosen."""
        files = {KEPT: self.kept, GONE: self.gone}
        chosen = {name: files[self.cleaned_data[name]] for name in CHOSEN if name in self.fields}
        return {name: getattr(file, name) for name, file in chosen.items()}


def _value(candidate: Candidate, name: str) -> Any:
    return candidate._meta.get_field(name).get_prep_value(getattr(candidate, name))  # type: ignore[union-attr]


class ApartForm(forms.Form):
    because = forms.CharField(
        label=_("Why they are two people"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is kept in the log."),
    )  # fmt: skip
