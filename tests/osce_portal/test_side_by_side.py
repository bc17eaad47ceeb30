"""Texts in four languages as lines of columns."""

import pytest
from django.forms import modelform_factory

from missions.models import Vacancy
from osce_portal.side_by_side import beside, mark_missing, translated

TITLE = ("title_fr", "title_nl", "title_de", "title_en")
TASKS = ("tasks_fr", "tasks_nl", "tasks_de", "tasks_en")


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        (["reference", *TITLE, "grade"], ["reference", TITLE, "grade"]),
        ([*reversed(TITLE), *TASKS], [TITLE, TASKS]),
        (["title_fr", "grade", "title_nl"], [TITLE, "grade"]),
        ([("number", "kind"), "grade"], [("number", "kind"), "grade"]),
    ],
)
def test_the_columns_of_a_text_are_drawn_together_in_the_portals_order(fields, lines):
    assert beside(fields, {"title": TITLE, "tasks": TASKS}) == lines


def test_only_a_text_that_exists_in_some_language_is_missing_in_the_others():
    form = modelform_factory(Vacancy, fields=[*TITLE, *TASKS])(
        instance=Vacancy(title_fr="Chef", title_en="Head", title_nl="  ")
    )

    mark_missing(form)

    marked = {name for name in (*TITLE, *TASKS) if "missing-language" in str(form[name].help_text)}
    assert marked == {"title_nl", "title_de"}
    assert translated(Vacancy)["title"] == TITLE
