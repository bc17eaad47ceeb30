import datetime as dt
import logging
import select
import sys
from collections.abc import Callable
from typing import TextIO

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from osce_portal.audit.services import seal_entries
from osce_portal.mail.delivery import deliver_due
from osce_portal.night import run_night

logger = logging.getLogger(__name__)
PAUSE_SECONDS = 5
NIGHT_AT = dt.time(0, 5)  # in Brussels, as in the timetable of celery.py


class Command(BaseCommand):
    """Stands in for worker, broker and beat on a developer's machine; production has the real ones."""

    help = "Deliver the outbox every few seconds and run the night at its hour, until standard input closes."
    stealth_options = ("stdin",)
    requires_system_checks = []  # the server beside it does them: here they would only delay it

    def handle(self, *, stdin: TextIO | None = None, **options):
        stdin = stdin or sys.stdin
        last_night = None  # a night missed while nothing ran is caught up at once
        try:
            while True:
                attempt(deliver_due)
                attempt(seal_entries)
                if (night := latest_night()) != last_night:
                    attempt(run_night)
                    last_night = night
                close_old_connections()
                if select.select([stdin], [], [], PAUSE_SECONDS)[0]:
                    return
        except KeyboardInterrupt:
            return


def attempt(act: Callable[[], object]) -> None:
    """Run one act; whatever goes wrong is logged, and does not stop the others."""
    try:
        act()
    except Exception:
        logger.exception("A background job failed; it is tried again.")


def latest_night() -> dt.date:
    """The day whose night has begun most recently, in Brussels."""
    now = timezone.localtime()
    return now.date() if now.time() >= NIGHT_AT else now.date() - dt.timedelta(days=1)
