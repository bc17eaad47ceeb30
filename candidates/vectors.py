"""PostgreSQL's vectors and questions written as text: to_tsvector and to_tsquery would parse every text anew.

The words are folded (``search_terms.fold``), letters and digits alone, so that nothing has to be escaped.
A file's words, their stems and its facts stand in one vector, told apart by a mark: whatever is asked
together is one question, which the index answers alone.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db import connection, transaction
from django.db.models import F, Lookup, Q

from candidates.search_terms import Term

# PostgreSQL's own dictionaries: a CV may be in any of them, whatever its person's language.
STEMMED_IN = ("french", "dutch", "german", "english")
STEMS = """
    SELECT word, ts_lexize('french_stem', word) || ts_lexize('dutch_stem', word)
                 || ts_lexize('german_stem', word) || ts_lexize('english_stem', word)
    FROM unnest(%s::text[]) AS word
"""
STEM, FACT = "~", "="  # the marks: no folded word has them, so that its beginning meets no stem and no fact
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


def bare_vector(words: Iterable[str], mark: str = "") -> str:
    """The words without their places, each with the mark before it."""
    return " ".join(f"'{mark}{word}'" for word in words if _fits(word))


def _fits(word: str) -> bool:
    return len(word) <= LONGEST_WORD


def any_query(words: Iterable[str]) -> WrittenQuery:
    """One of these words at least."""
    return WrittenQuery(any_of(words))


def file_query(terms: Collection[Term], facts: Iterable[Collection[str]]) -> WrittenQuery:
    """All that is asked for: each term, and one at least of each of these collections of facts.

    A term's words stand side by side as typed, the last one as a beginning; a single word counts by its stem
    too.
    """
    stems = stems_of(term.words[0] for term in terms if is_stemmed(term))
    asked = [_term(term, stems) for term in terms] + [f"({any_of(one, FACT)})" for one in facts]
    return WrittenQuery(" & ".join(asked))


def is_stemmed(term: Term) -> bool:
    return len(term.words) == 1 and not term.exact


def _term(term: Term, stems: dict[str, list[str]]) -> str:
    is_beginning = not term.exact and len(term.words[-1]) > 1
    found = " <-> ".join(f"'{word}'" for word in term.words) + (":*" if is_beginning else "")
    if is_stemmed(term) and (own := stems.get(term.words[0])):
        found = f"{found} | {any_of(set(own), STEM)}"
    return f"!({found})" if term.excluded else f"({found})"


def any_of(words: Iterable[str], mark: str = "") -> str:
    """The question for one of these words at least, as it is written."""
    return " | ".join(f"'{mark}{word}'" for word in words)


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


class OneOf(Lookup):  # type: ignore[type-arg]  # takes none at run time
    """Whether a number is one of many, sent as one array.

    PostgreSQL takes longer to read a list of thousands of values than to look for them.
    """

    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        sought, params = self.process_lhs(compiler, connection)
        return f"{sought} = ANY(%s::bigint[])", (*params, f"{{{','.join(map(str, self.rhs))}}}")


def by_keys(keys: list[int]) -> Q | OneOf:
    """Rows with one of these keys."""
    return OneOf(F("pk"), keys) if connection.vendor == "postgresql" else Q(pk__in=keys)


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
