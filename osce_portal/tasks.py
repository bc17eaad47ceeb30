from celery import shared_task

from osce_portal.night import run_night


@shared_task(name="osce_portal.nightly")
def nightly() -> dict[str, int | None]:
    """The night. Returns what each step did (None: failed), for the worker's log."""
    return dict(run_night())
