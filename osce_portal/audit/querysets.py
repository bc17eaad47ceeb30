"""Questions asked about looks at people's files."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from osce_portal.audit.enums import TOLD_WITH_THE_DECISION

if TYPE_CHECKING:
    from osce_portal.audit.models import Look


class LookQuerySet(models.QuerySet["Look"]):
    def told(self) -> Self:
        """What the person may know already: looks of assessment and selection once the call is over."""
        running = Q(call__decided_at__isnull=True, call__cancelled_at__isnull=True)
        return self.exclude(Q(task__in=TOLD_WITH_THE_DECISION) & running)

    def for_list(self) -> Self:
        """Everything a row prints: N rows cost no extra query."""
        return self.select_related("call__mission__state").order_by("-id")
