"""One way through every sheet: read, compared, taken over a few rows at a time; a dry run only compares."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction

from candidates.enums import SheetKind
from candidates.models import Candidate
from candidates.register import people, pool, writing
from candidates.register.directory import Directory
from candidates.register.outcomes import Plan
from candidates.services.identity import lock_openings
from osce_portal.sheets.columns import Column
from osce_portal.sheets.reading import Row


@dataclass(frozen=True, slots=True)
class Way:
    """What is particular to one kind of sheet."""

    columns: tuple[Column, ...]
    plan: Callable[[list[Row], Directory], list[Plan]]
    write: Callable[..., list[Candidate]]


WAYS = {
    SheetKind.PEOPLE: Way(people.COLUMNS, people.plan_people, writing.write_people),
    SheetKind.POOL: Way(pool.COLUMNS, pool.plan_pool, pool.write_pool),
}


def examine(kind: str, rows: list[Row], *, actor: Any) -> Iterator[list[Plan]]:
    """What would become of each row now; nothing is written."""
    directory, way = Directory(actor), WAYS[SheetKind(kind)]
    for chunk in _chunks(rows):
        yield way.plan(chunk, directory)


def take_over(
    kind: str, rows: list[Row], *, actor: Any, tell: Callable[[list[Candidate]], object]
) -> Iterator[list[Plan]]:
    """Write row after row as far as each may be written; ``tell`` gets those who must hear of it.

    Each chunk is compared anew with what there is then, and nobody else opens a file meanwhile.
    """
    directory, way = Directory(actor, holds=True), WAYS[SheetKind(kind)]
    for chunk in _chunks(rows):
        with transaction.atomic():
            lock_openings()
            plans = way.plan(chunk, directory)
            tell(way.write(plans, actor=actor))
        directory.meant.update(plan.candidate.pk for plan in plans if plan.candidate is not None)
        yield plans


def _chunks(rows: list[Row]) -> Iterator[list[Row]]:
    together = settings.SHEET_ROWS_TOGETHER
    for start in range(0, len(rows), together):
        yield rows[start : start + together]
