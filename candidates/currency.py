"""How long a file counts as correct without its person saying so again."""

import datetime as dt

from django.conf import settings

from candidates.models import Candidate

SHORTEST_MONTH = 28  # so that the same day exists in every month


def current_since(now: dt.datetime) -> dt.datetime:
    """A file last changed or confirmed before this instant is asked about (setting FILE_CURRENT_MONTHS)."""
    months = now.year * 12 + now.month - 1 - settings.FILE_CURRENT_MONTHS
    return now.replace(year=months // 12, month=months % 12 + 1, day=min(now.day, SHORTEST_MONTH))


def is_current(candidate: Candidate, now: dt.datetime) -> bool:
    """Whether nobody need be asked yet."""
    return candidate.current_at >= current_since(now)
