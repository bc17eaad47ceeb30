"""What the calendar does by itself between two nights."""

from celery import shared_task

from missions.services import following


@shared_task(name="missions.tell_followers")
def tell_followers() -> int:
    """Every minute: tell of calls that have opened. Returns how many mails, for the worker's log."""
    return following.tell_followers()
