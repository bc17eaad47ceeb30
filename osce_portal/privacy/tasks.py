from celery import shared_task

from osce_portal.privacy import making


@shared_task(name="privacy.make_export")
def make_export(export_id: int) -> bool:
    """Look at one row and make the export if it waits."""
    return making.make_export(export_id)


@shared_task(name="privacy.make_waiting_exports")
def make_waiting_exports() -> int:
    """Every minute. Returns how many were made, for the worker's log."""
    return making.make_waiting_exports()
