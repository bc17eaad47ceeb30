"""Long sheets and long letters, in the background: a message only says which, the database the rest."""

from celery import shared_task

from candidates.models import Campaign, SheetImport
from candidates.register import working
from candidates.services import writing


@shared_task(name="candidates.check_sheet")
def check_sheet(sheet_id: int) -> None:
    """Look at every row of a sheet that was uploaded."""
    working.work_on(SheetImport.objects.get(pk=sheet_id), working.check_sheet)


@shared_task(name="candidates.run_sheet")
def run_sheet(sheet_id: int) -> None:
    """Take a confirmed sheet over."""
    working.work_on(SheetImport.objects.get(pk=sheet_id), working.run_sheet)


@shared_task(name="candidates.write_letters")
def write_letters(campaign_id: int) -> int:
    """Put the mails of a confirmed letter in the outbox. Returns how many, for the worker's log."""
    return writing.write_letters(Campaign.objects.get(pk=campaign_id))
