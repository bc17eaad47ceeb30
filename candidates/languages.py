"""Languages people speak: ISO 639 codes, named in the reader's language by Babel (CLDR)."""

from functools import cache

from babel import Locale
from django.utils.translation import get_language
from django.utils.translation import gettext as _

OFTEN_ASKED = ("fr", "nl", "de", "en", "ru")
# Spoken in participating States and only known by three letters.
THREE_LETTERS = frozenset({"rom", "gag", "crh", "lez", "sah", "krc", "rue", "hsb", "fil"})


def _names() -> dict[str, str]:
    return _names_in((get_language() or "en").split("-")[0])


@cache
def _names_in(language: str) -> dict[str, str]:
    """Read once: a list of people asks for thousands of names. Nobody changes what this gives."""
    return dict(Locale.parse(language).languages)


def language_name(code: str) -> str:
    """The language's name in the language of the page; the code itself if it has none there."""
    return _names().get(code, code)


def language_choices() -> list[tuple[str, object]]:
    """For a select: an empty choice, the languages asked for most often, then all others by name."""
    names = _names()
    others = {code for code in names if len(code) == 2 or code in THREE_LETTERS} - set(OFTEN_ASKED)
    by_name = sorted(((code, names[code]) for code in others), key=lambda choice: choice[1].casefold())
    return [
        ("", "---------"),
        (_("Often asked"), [(code, names[code]) for code in OFTEN_ASKED]),
        (_("All others"), by_name),
    ]
