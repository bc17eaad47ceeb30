"""Long sheets, lists and letters, in the background: a message only says which, the database the rest."""

from celery import shared_task

from candidates.enums import ImportState
from candidates.models import Campaign, SheetImport
from candidates.register import working
from candidates.services import listing, writing


@shared_task(name="candidates.check_sheet")
def check_sheet(sheet_id: int) -> None:
    """Look at every row of a sheet that was uploaded."""
    sheet = SheetImport.objects.get(pk=sheet_id)
    working.work_on(sheet, working.check_sheet, state=ImportState.CHECKING)


@shared_task(name="candidates.run_sheet")
def run_sheet(sheet_id: int) -> None:
    """Take a confirmed sheet over."""
    sheet = SheetImport.objects.get(pk=sheet_id)
    working.work_on(sheet, working.run_sheet, state=ImportState.RUNNING)


@shared_task(name="candidates.write_letters")
def write_letters(campaign_id: int) -> int:
    """Put the mails of a confirmed letter in the outbox. Returns how many, for the worker's log."""
    return writing.write_letters(Campaign.objects.get(pk=campaign_id))


@shared_task(name="candidates.write_list")
def write_list(list_id: int) -> bool:
    """Look at one long list and write it if it waits."""
    return listing.write_list(list_id)


@shared_task(name="candidates.catch_up")
def catch_up() -> int:
    """Every minute: what a lost message or a killed worker left. Returns how many lists and mails."""
    working.settle_stuck()
    return listing.write_waiting_lists() + writing.finish_letters()
