import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from candidates.search_terms import fold
from candidates.vectors import STEMMED_IN, bare_vector, stems_of, word_vector

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="vectors are PostgreSQL's"),
]
SAID = st.lists(
    st.sampled_from(
        ["élections", "Les", "verkiezingen", "de", "Wahlen", "observing", "règle", "rule", "2019"]
    )
    | st.text("abcdéßøж", min_size=1, max_size=9),
    max_size=30,
)


def asked(sql: str, *values: object) -> str:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=SAID)
def test_the_vectors_are_those_that_postgresql_makes_of_the_text(said):
    words = fold(" ".join(said))
    text = " ".join(words)
    stems = stems_of(words)
    parsed = " || ".join(f"to_tsvector('{language}', %s)" for language in STEMMED_IN)

    assert asked("SELECT %s::tsvector = to_tsvector('simple', %s)", word_vector(words), text)
    written = bare_vector({stem for word in words for stem in stems[word]})
    assert asked(f"SELECT %s::tsvector = strip({parsed})", written, *[text] * len(STEMMED_IN))


def test_a_word_of_any_length_or_number_can_be_written():
    words = ["a" * 499, "é" * 500, "x" * 9000, *["often"] * 20_000]

    vector = asked("SELECT (%s::tsvector)::text", word_vector(words))

    assert "often" in vector
    assert "xxx" not in vector
    assert stems_of(["x" * 9000]) == {}
