"""What pages, mails and documents say: in the catalogue's words: a better translation breaks no story."""

import re

from django.utils import translation
from django.utils.translation import gettext, ngettext


def say(language: str, text: str, **values) -> str:
    """The words for ``text`` in ``language``, with ``values`` put in."""
    with translation.override(language):
        return gettext(text) % values if values else gettext(text)


def say_many(language: str, one: str, many: str, number: int, **values) -> str:
    """The same for words that follow a number."""
    with translation.override(language):
        return ngettext(one, many, number) % (values or number)


def in_language(language: str, shown) -> str:
    """What ``shown``, a function or a lazy text, gives while ``language`` is active; without any tags."""
    with translation.override(language):
        return re.sub(r"<[^>]+>", "", str(shown() if callable(shown) else shown))


def one_line(text: str) -> str:
    """Text with each run of white space as one blank: where a line ends is the printer's affair."""
    return " ".join(text.split())
