"""Questions asked about missions and calls."""

from django.db import models
from django.db.models.functions import Now


class MissionQuerySet(models.QuerySet):
    def published(self):
        """What the public calendar may show."""
        return self.filter(published_at__lte=Now())

    def for_calendar(self):
        """Everything a calendar row prints: N rows cost no extra query."""
        return self.select_related("state").prefetch_related("calls")


class CallQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_at__lte=Now())

    def open(self):
        """``Call.is_open`` as a question to the database."""
        return self.published().filter(
            opens_at__lte=Now(), closes_at__gt=Now(), closed_at__isnull=True, cancelled_at__isnull=True
        )

    def past_deadline(self):
        """Not yet closed although the deadline has passed: the night closes them."""
        return self.filter(closes_at__lte=Now(), closed_at__isnull=True, cancelled_at__isnull=True)

    def for_list(self):
        return self.select_related("mission__state").order_by("-closes_at", "-pk")
