"""Setting fields and knowing what that changed, for the log."""

from typing import Any

from django.db import models

from candidates.models import Candidate
from osce_portal.common.models import database_now


def assign(target: models.Model, values: dict[str, Any]) -> dict[str, list[Any]]:
    """Set fields; what differs comes back as {name: [before, after]}, as the table keeps them."""
    changes = {}
    for name, value in values.items():
        before = stored_value(target, name)
        setattr(target, name, value)
        after = stored_value(target, name)
        if before != after:
            changes[name] = [before, after]
    return changes


def stored_value(target: models.Model, name: str) -> Any:
    field: models.Field[Any, Any] = target._meta.get_field(name)  # type: ignore[assignment]
    return field.get_prep_value(getattr(target, field.attname))


def touch_file(candidate: Candidate) -> None:
    """The file is as new as its newest line."""
    Candidate.objects.filter(pk=candidate.pk).update(updated_at=database_now())
