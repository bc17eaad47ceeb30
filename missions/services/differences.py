"""What an act changed, for the audit log."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.db import models
from django_countries.fields import Country

from missions import errors
from osce_portal.audit.services import record

NOTHING_READ: Mapping[str, Any] = MappingProxyType({})


def refuse_overtaken(row: models.Model, read: Mapping[str, Any]) -> None:
    """Raise ChangedMeanwhile where a field of ``row``, which is held, is not any more what was ``read``.

    Another row that it names is read by its key.
    """
    if any(row.serializable_value(name) != value for name, value in read.items()):
        raise errors.ChangedMeanwhile


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
