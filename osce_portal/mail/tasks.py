from celery import shared_task

from osce_portal.mail import delivery


@shared_task(name="mail.deliver")
def deliver(mail_id: int) -> bool:
    """Look at one row of the outbox and send it if it is due."""
    return delivery.deliver_mail(mail_id)


@shared_task(name="mail.deliver_due")
def deliver_due() -> int:
    """Every few seconds: whatever is due. Returns how many left, for the worker's log."""
    return delivery.deliver_due()
