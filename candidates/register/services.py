"""Importing a sheet, and telling the people in it."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

from candidates.enums import ImportState
from candidates.models import Candidate, SheetImport
from candidates.register.outcomes import Plan
from candidates.register.running import take_over
from candidates.register.sheets import Sheet
from candidates.services.claims import tell_people
from osce_portal.audit.services import record
from osce_portal.common.models import database_now


def import_sheet(
    kind: str, sheet: Sheet, *, file_name: str, actor: Any, tells: bool = True
) -> Iterator[list[Plan]]:
    """Take a sheet over, a few hundred rows at a time; what became of each row comes back as it is done."""
    run = SheetImport.objects.create(
        kind=kind, file_name=file_name[:120], state=ImportState.RUNNING, uploaded_by=actor,
        uploaded_at=database_now(), tells=tells, total=len(sheet.rows), unread=sheet.unread,
    )  # fmt: skip
    counts: Counter[str] = Counter()
    for plans in take_over(
        kind, sheet.rows, actor=actor, tell=partial(tell_people, actor=actor) if tells else _tell_nobody
    ):
        counts.update(str(plan.outcome) for plan in plans)
        run.done += len(plans)
        run.save(update_fields=["done"])
        yield plans
    run.state = ImportState.DONE
    run.save(update_fields=["state"])
    record("sheetimport.done", run, actor=actor, values={"kind": run.kind, **counts})


def _tell_nobody(people: list[Candidate]) -> None:
    """Staff tell them later, from the list."""
