from celery import shared_task

from osce_portal.audit import services


@shared_task(name="audit.seal_entries")
def seal_entries() -> int:
    """Every minute. Returns how many entries were sealed, for the worker's log."""
    return services.seal_entries()
