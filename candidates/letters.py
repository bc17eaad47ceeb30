"""The text of a letter to many people: fixed placeholders, a language for each person."""

from string import Template
from typing import Any

from candidates.models import Candidate

Texts = dict[str, dict[str, str]]  # by language: subject and body
OBLIGATORY, OPTIONAL = ("fr", "nl"), ("de", "en")
INSTEAD = "fr"  # for people in whose language nothing was written
PLACEHOLDERS = ("first_name", "last_name")


def unknown_placeholders(text: str) -> list[str]:
    """What stands in a text like a placeholder and is none; a lone $ is named too."""
    template = Template(text)
    if not template.is_valid():
        return ["$"]
    return [name for name in template.get_identifiers() if name not in PLACEHOLDERS]


def language_for(texts: Texts, language: str) -> str:
    """In which of the texts a person of this language is written to."""
    return language if language in texts else INSTEAD


def letter_to(texts: Texts, person: Candidate) -> dict[str, Any]:
    """Subject and body for one person, in the person's language where there is a text in it."""
    text = texts[language_for(texts, person.correspondence_language)]
    values = {name: getattr(person, name) for name in PLACEHOLDERS}
    return {name: Template(text[name]).substitute(values) for name in ("subject", "body")}
