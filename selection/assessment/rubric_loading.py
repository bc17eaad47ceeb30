"""The points grid as rows: the words from a file, the points from the engine, so that both are told once."""

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from selection.assessment.models import Criterion, Level, Rubric
from selection.engine.rubric import STO_RUBRIC

WORDS = Path(__file__).parent / "data" / "sto_rubric.json"


@transaction.atomic
def load_sto_rubric() -> Rubric:
    """The grid for short-term observers; made once, and never touched again: staff may have changed it since.

    A proposal: no official points grid is known, and its name says so.
    """
    words = json.loads(WORDS.read_text(encoding="utf-8"))
    rubric, created = Rubric.objects.get_or_create(
        code=words["code"], version=words["version"], defaults=_translated("name", words["name"])
    )
    if created:
        points = {criterion.code: criterion for criterion in STO_RUBRIC.criteria}
        for position, row in enumerate(words["criteria"], start=1):
            _load_criterion(rubric, position, row, points[row["code"]])
    return rubric


def _load_criterion(rubric: Rubric, position: int, row: dict[str, Any], points: Any) -> None:
    criterion = Criterion.objects.create(
        rubric=rubric,
        code=row["code"],
        position=position,
        max_tenths=points.max_tenths,
        by_person=row.get("by_person", False),
        **_translated("name", row["name"]),
    )
    for level in row["levels"]:
        tenths = points.levels.get(level["code"], 0)
        Level.objects.create(
            criterion=criterion, code=level["code"], tenths=tenths, **_translated("text", level["text"])
        )


def _translated(field: str, words: dict[str, str]) -> dict[str, str]:
    return {f"{field}_{language}": text for language, text in words.items()}
