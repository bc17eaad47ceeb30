"""A letter to many people: subject and body in French and Dutch, in German and English if wanted."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candidates.forms.fields import LinesField
from candidates.letters import OBLIGATORY, OPTIONAL, Texts, unknown_placeholders
from osce_portal.common.enums import PersonLanguage
from osce_portal.common.validators import validate_one_line


class LetterForm(forms.Form):
    """Fields by language; a language is written in wholly or not at all."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for language in (*OBLIGATORY, *OPTIONAL):
            is_asked = language in OBLIGATORY
            self.fields[f"subject_{language}"] = forms.CharField(
                label=_("Subject"), max_length=150, required=is_asked, validators=[validate_one_line]
            )
            self.fields[f"body_{language}"] = LinesField(
                label=_("Text"), max_length=5000, required=is_asked, widget=forms.Textarea(attrs={"rows": 8})
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, text in list(cleaned.items()):
            if unknown := unknown_placeholders(text):
                said = ", ".join(unknown)
                self.add_error(name, _("There is no such placeholder: %(names)s") % {"names": said})
        for language in OPTIONAL:
            subject, body = f"subject_{language}", f"body_{language}"
            if bool(cleaned.get(subject)) != bool(cleaned.get(body)) and not {subject, body} & set(
                self.errors
            ):
                empty = body if cleaned.get(subject) else subject
                self.add_error(empty, _("Please fill in subject and text, or neither."))
        return cleaned

    def texts(self) -> Texts:
        """What was written, by language."""
        written = {
            language: {part: self.cleaned_data[f"{part}_{language}"] for part in ("subject", "body")}
            for language in (*OBLIGATORY, *OPTIONAL)
        }
        return {language: text for language, text in written.items() if text["body"]}

    def by_language(self) -> list[tuple[Any, bool, list[forms.BoundField]]]:
        """For the page: the language, whether it must be filled in, its two fields."""
        return [
            (
                PersonLanguage(language).label,
                language in OBLIGATORY,
                [self[f"subject_{language}"], self[f"body_{language}"]],
            )
            for language in (*OBLIGATORY, *OPTIONAL)
        ]
