"""PostgreSQL's vectors and questions written as text: to_tsvector and to_tsquery would parse every text anew.

The words are folded (``search_terms.fold``), letters and digits alone, so that nothing has to be escaped.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import reduce
from operator import or_

from django.contrib.postgres.search import SearchQuery
from django.db import connection, transaction

# PostgreSQL's own dictionaries: a CV may be in any of them, whatever its person's language.
STEMMED_IN = ("french", "dutch", "german", "english")
STEMS = """
    SELECT word, ts_lexize('french_stem', word) || ts_lexize('dutch_stem', word)
                 || ts_lexize('german_stem', word) || ts_lexize('english_stem', word)
    FROM unnest(%s::text[]) AS word
"""
LONGEST_WORD, MOST_PLACES = 500, 255  # letters, of four bytes at most; of one word: PostgreSQL takes no more


class WrittenQuery(SearchQuery):
    """A question that is a tsquery as it stands."""

    template = "(%(expressions)s)::tsquery"


def word_vector(words: Iterable[str]) -> str:
    """The words with their places, for phrases and beginnings."""
    places = defaultdict(list)
    for place, word in enumerate(words, start=1):
        places[word].append(place)
    return " ".join(
        f"'{word}':{','.join(map(str, found[:MOST_PLACES]))}" for word, found in places.items() if _fits(word)
    )


def bare_vector(words: Iterable[str]) -> str:
    """The words without their places."""
    return " ".join(f"'{word}'" for word in words if _fits(word))


def _fits(word: str) -> bool:
    return len(word) <= LONGEST_WORD


def phrase_query(words: Iterable[str], *, is_beginning: bool) -> WrittenQuery:
    """These words side by side, the last one perhaps only as a beginning."""
    return WrittenQuery(" <-> ".join(f"'{word}'" for word in words) + (":*" if is_beginning else ""))


def stem_query(word: str) -> SearchQuery:
    """The word by its stem in any of the four languages."""
    stems = [SearchQuery(word, config=language, search_type="plain") for language in STEMMED_IN]
    return reduce(or_, stems)


def any_query(words: Iterable[str]) -> WrittenQuery:
    """One of these words at least."""
    return WrittenQuery(" | ".join(f"'{word}'" for word in words))


@contextmanager
def by_index_alone() -> Iterator[None]:
    """Within, PostgreSQL looks nothing up but by the index of the words.

    It holds the reading of a vector for cheap, and would read a hundred thousand of them from where long
    values lie, rather than fetch the few thousand rows that the index names.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
        yield
        cursor.execute("SET LOCAL enable_seqscan = on; SET LOCAL enable_indexscan = on")


def stems_of(words: Iterable[str]) -> dict[str, list[str]]:
    """The stems of each word in the four languages, in one query; none for the smallest words.

    Words with a digit in them are nobody's language.
    """
    asked = {word for word in words if _fits(word)}
    spelt = {word for word in asked if not any(letter.isdigit() for letter in word)}
    with connection.cursor() as cursor:
        cursor.execute(STEMS, [list(spelt)])
        found = dict(cursor.fetchall())
    return found | {word: [word] for word in asked - spelt}
