"""What is too long for a request, in the background: a message only says which, the database the rest."""

from celery import shared_task

from selection.candidacies.changes import working


@shared_task(name="candidacies.apply_change")
def apply_change(change_id: int) -> bool:
    """Do a change that was confirmed."""
    return working.apply_change(change_id)


@shared_task(name="candidacies.catch_up")
def catch_up() -> int:
    """Every minute: changes that were confirmed and not done. Returns how many, for the worker's log."""
    return working.catch_up()
