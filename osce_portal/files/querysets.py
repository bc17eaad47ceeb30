"""Questions asked about stored files."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef

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
