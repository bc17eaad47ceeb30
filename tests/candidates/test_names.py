import pytest

from osce_portal.formats.plain import plain_name


@pytest.mark.parametrize(
    "typed",
    [
        ("Zoé", "Van den Bérgh"),
        ("ZOE", "van-den Bergh"),
        ("zoe ", "VANDENBERGH"),
        ("Zoe\u0301", "Van den Bergh"),
    ],
)
def test_one_name_however_it_was_typed(typed):
    assert plain_name(*typed) == "zoevandenbergh"


def test_other_names_are_others():
    assert plain_name("Jan", "Janssens") != plain_name("Jan", "Janssen")
