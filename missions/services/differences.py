"""What an act changed, for the audit log."""

from typing import Any

from django.db import models
from django_countries.fields import Country

from osce_portal.audit.services import record


def record_difference(
    action: str, target: models.Model, actor: Any, before: dict[str, Any], after: dict[str, Any]
) -> None:
    """Log what really changed, as ``{field: [before, after]}``; nothing when nothing did."""
    changed = {
        name: [plain(before[name]), plain(after[name])] for name in after if before[name] != after[name]
    }
    if changed:
        record(action, target, actor=actor, values=changed)


def plain(value: Any) -> Any:
    """A value for the log: another row by its name, a country by its code, the rest as it is."""
    if isinstance(value, Country):
        return value.code
    return str(value) if isinstance(value, models.Model) else value
