"""The grid's rows say what the engine computes, in four languages."""

import pytest
from django.utils import translation

from selection.assessment.models import Criterion, Level, Rubric
from selection.assessment.rubric_loading import load_sto_rubric
from selection.assessment.rubrics import engine_rubric
from selection.engine.rubric import STO_RUBRIC

pytestmark = pytest.mark.django_db


def test_loading_twice_makes_one_grid_and_keeps_what_staff_changed():
    rubric = load_sto_rubric()
    Criterion.objects.filter(code="motivation").update(max_tenths=50)

    assert load_sto_rubric() == rubric
    assert (Rubric.objects.count(), Criterion.objects.count()) == (1, 7)
    assert Criterion.objects.get(code="motivation").max_tenths == 50


def test_the_rows_are_the_engines_rubric():
    rows = engine_rubric(load_sto_rubric())

    assert rows.max_tenths == 1000
    for row, proposed in zip(rows.criteria, STO_RUBRIC.criteria, strict=True):
        assert (row.code, row.max_tenths) == (proposed.code, proposed.max_tenths)
        assert {code: tenths for code, tenths in row.levels.items() if tenths} == dict(proposed.levels)


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_every_name_and_level_exists_in_every_language(language):
    load_sto_rubric()

    with translation.override(language):
        for row in (*Rubric.objects.all(), *Criterion.objects.all()):
            assert getattr(row, f"name_{language}")
        for level in Level.objects.all():
            assert getattr(level, f"text_{language}")
