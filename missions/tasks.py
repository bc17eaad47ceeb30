"""What the calendar does by itself between two nights."""

from celery import shared_task

from missions.services import telling


@shared_task(name="missions.tell_followers")
def tell_followers() -> int:
    """Every minute: of calls that have opened, moved or ended. Returns how many mails, for the log."""
    return telling.tell_followers()
