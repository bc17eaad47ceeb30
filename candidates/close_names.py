"""Whether two names written differently may be one person's; asked only of people born on the same day."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Self

from candidates.search_terms import fold

MISTAKES = 2  # letters too many, too few or others
SHORT_NAME = 7  # letters: one mistake is enough
SHORT_WORD = 3  # letters: Jan is not Ann


@dataclass(frozen=True)
class WrittenName:
    """A name made ready to be compared with many: its words, and its letters in either order of its parts."""

    words: frozenset[str]
    written: str
    exchanged: str

    @classmethod
    def of(cls, first_name: str, last_name: str) -> Self:
        first, last = fold(first_name), fold(last_name)
        return cls(frozenset(first + last), "".join(first + last), "".join(last + first))

    def is_close_to(self, other: Self) -> bool:
        """The other name with words left out, or with a mistake or two of whoever typed it."""
        return _leaves_out(self.words, other.words) or self._is_mistyped(other)

    def _is_mistyped(self, other: Self) -> bool:
        names = (other.written, other.exchanged)
        return any(_mistakes(self.written, name) <= _allowed(self.written, name) for name in names)


def _leaves_out(one: frozenset[str], other: frozenset[str]) -> bool:
    """A second first name, or one of two last names; of the words that are there one may have a mistake."""
    fewer, more = sorted((one, other), key=len)
    unknown = fewer - more
    if len(fewer) < 2 or len(unknown) > 1:
        return False
    left = more - fewer
    return all(any(_is_nearly(word, like) for like in left) for word in unknown)


def _is_nearly(word: str, like: str) -> bool:
    return min(len(word), len(like)) > SHORT_WORD and _mistakes(word, like) <= 1


def _allowed(one: str, other: str) -> int:
    return MISTAKES if min(len(one), len(other)) > SHORT_NAME else MISTAKES - 1


def _mistakes(one: str, other: str) -> int:
    """How many letters differ; no more than one above what is allowed is counted where that shows at once.

    Counting costs far more than looking at which letters there are at all: most pairs end there.
    """
    if abs(len(one) - len(other)) > MISTAKES or len(set(one) ^ set(other)) > 2 * MISTAKES:
        return MISTAKES + 1
    steps = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in steps if tag != "equal")
