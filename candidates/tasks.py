"""Long sheets, in the background: a message only says which one, the truth is in the database."""

from celery import shared_task

from candidates.models import SheetImport
from candidates.register import working


@shared_task(name="candidates.check_sheet")
def check_sheet(sheet_id: int) -> None:
    """Look at every row of a sheet that was uploaded."""
    working.work_on(SheetImport.objects.get(pk=sheet_id), working.check_sheet)


@shared_task(name="candidates.run_sheet")
def run_sheet(sheet_id: int) -> None:
    """Take a confirmed sheet over."""
    working.work_on(SheetImport.objects.get(pk=sheet_id), working.run_sheet)
