"""What an act changed, for the audit log."""

from typing import Any

from django.db import models

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
    """A value for the log: another row by its name, the rest as it is."""
    return str(value) if isinstance(value, models.Model) else value
