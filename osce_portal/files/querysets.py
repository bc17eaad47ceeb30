"""Questions asked about stored files."""

import datetime as dt
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef

from osce_portal.files.enums import UNDER_WAY, MakingState

if TYPE_CHECKING:
    from osce_portal.files.models import StoredFile


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def unattached(self) -> Self:
        """Those that no row of any room refers to: uploads that never found their place."""
        found = self
        for relation in self.model._meta.get_fields(include_hidden=True):
            if relation.auto_created and (relation.one_to_many or relation.one_to_one):
                rows = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
                found = found.exclude(Exists(rows))
        return found


class MadeFileQuerySet(models.QuerySet[Any]):
    def under_way(self) -> Self:
        return self.filter(state__in=UNDER_WAY)

    def waiting(self) -> Self:
        """Asked, and not yet begun."""
        return self.filter(state=MakingState.ASKED)

    def begun_before(self, limit: dt.datetime) -> Self:
        """Being made since longer than it can take: their worker was killed."""
        return self.filter(state=MakingState.MAKING, started_at__lt=limit)

    def outdated(self, now: dt.datetime) -> Self:
        """Ready, and kept long enough."""
        return self.filter(state=MakingState.READY, expires_at__lte=now)
