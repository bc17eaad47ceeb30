"""The engine's labels in words: ``gender=F`` is what a file says, "women" is what an official reads."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ATTRIBUTES: dict[str, Any] = {
    "language_group": _("French and Dutch speakers"),
    "gender": _("Women and men"),
    "affiliation": _("Internal and external"),
    "first_timer": _("First mission"),
}
PEOPLE: dict[str, Any] = {
    "language_group=FR": _("French speakers"),
    "language_group=NL": _("Dutch speakers"),
    "gender=F": _("Women"),
    "gender=M": _("Men"),
    "affiliation=internal": _("Internal (FPS Foreign Affairs)"),
    "affiliation=external": pgettext_lazy("people", "External"),
    "first_timer=yes": _("On a first mission"),
}
PERSON: dict[str, Any] = {
    "language_group=FR": _("French"),
    "language_group=NL": _("Dutch"),
    "gender=F": _("Woman"),
    "gender=M": _("Man"),
    "affiliation=internal": _("Internal"),
    "affiliation=external": _("External"),
    "first_timer=yes": _("First mission"),
}
SIDES: dict[str, tuple[str, ...]] = {
    "language_group": ("language_group=FR", "language_group=NL"),
    "gender": ("gender=F", "gender=M"),
    "affiliation": ("affiliation=internal", "affiliation=external"),
}


def people_word(label: str) -> Any:
    """The people who carry a label; a label the portal does not know is shown as it is."""
    return PEOPLE.get(label, label)


def attribute_word(attribute: str) -> Any:
    """What a balance is about: the name of the attribute, or the budget."""
    return _("Budget") if attribute == "budget" else ATTRIBUTES.get(attribute, attribute)


def person_word(labels: list[str], attribute: str) -> Any:
    """What one person's labels say about an attribute; "" when they say nothing."""
    return next((PERSON.get(label, label) for label in labels if label.startswith(attribute + "=")), "")
