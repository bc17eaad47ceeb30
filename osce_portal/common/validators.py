"""Shapes of input that more than one room checks."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _


@deconstructible
class OneLine:
    """Refuses control and line-breaking characters, which could forge a header or a calendar property."""

    message = _("Please use one line of ordinary characters.")
    code = "control_character"

    def __call__(self, value: str) -> None:
        if any(unicodedata.category(character) in {"Cc", "Zl", "Zp", "Cs"} for character in value):
            raise ValidationError(self.message, code=self.code)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OneLine)

    def __hash__(self) -> int:
        return hash(OneLine)


validate_one_line = OneLine()
