"""What staff type into the search, term by term, and the folded words on which it is compared.

Words between quotes stand side by side, exactly so; a minus before a term excludes it; everything else is
found by the beginning of a word, or by its stem in French, Dutch, German or English.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

MOST_TERMS = 12
SHORTEST_PART = 3
SHORTEST_NUMBER = 6
TERM = re.compile(r'(?P<minus>-?)(?:"(?P<quoted>[^"]*)"?|(?P<plain>[^\s"]+))')
TELEPHONE = re.compile(r"(?<!\S)[+0][\d ./()-]{6,}\d(?!\S)")
PLAIN_WORD = re.compile("[a-z0-9]+")
REFERENCE = re.compile(r"[A-Za-z0-9_-]{22}")


class Term(NamedTuple):
    """One thing asked for: folded words side by side."""

    words: tuple[str, ...]
    exact: bool = False
    excluded: bool = False


def fold(text: str) -> list[str]:
    """The words of a text without accents and case: ``Élection-test`` gives ``election`` and ``test``."""
    if text.isascii():
        return PLAIN_WORD.findall(text.lower())
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    letters = (one if one.isalnum() else " " for one in decomposed if not unicodedata.combining(one))
    return "".join(letters).split()


def parse_terms(typed: str) -> list[Term]:
    """What is asked for, at most ``MOST_TERMS``; a telephone number is one term however it is spaced.

    A reference alone may begin with a minus, which then excludes nothing.
    """
    if reference := find_reference(typed):
        return [Term(words)] if (words := tuple(fold(reference))) else []
    numbers = [telephone_digits(found) for found in TELEPHONE.findall(typed)]
    terms = [Term((number,)) for number in numbers]
    for found in TERM.finditer(TELEPHONE.sub(" ", typed)):
        terms += _terms_of(found)
    return terms[:MOST_TERMS]


def _terms_of(found: re.Match[str]) -> Iterator[Term]:
    """One term, or two where part of an address was typed: what stands before the @ may be any part of it."""
    exact, excluded = found["quoted"] is not None, bool(found["minus"])
    text = found["quoted"] or found["plain"] or ""
    for part in [text] if exact or excluded else text.split("@"):
        if words := tuple(fold(part)):
            yield Term(words, exact, excluded)


def find_reference(typed: str) -> str:
    """The reference of a file, where exactly that was typed."""
    return typed.strip() if REFERENCE.fullmatch(typed.strip()) else ""


def telephone_digits(number: str) -> str:
    """The digits by which a number is compared: without the zeros or the plus before them."""
    return re.sub(r"\D", "", number).lstrip("0")


def endings(word: str, shortest: int) -> list[str]:
    """The word and its endings: what begins one of them stands somewhere in the word."""
    return [word[start:] for start in range(max(1, len(word) - shortest + 1))]
