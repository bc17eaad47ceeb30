"""What people are told of looks at their file moves along; the log keeps the reference of its time."""

from typing import Any

from osce_portal.audit.models import Look
from osce_portal.merging import MergePart, register_merge


def _move(kept: Any, gone: Any) -> None:
    Look.objects.filter(subject_ref=gone.public_id).update(subject_ref=kept.public_id)


register_merge(
    MergePart(
        "audit.Look",
        Look._meta.verbose_name_plural,
        frozenset(),
        lambda gone: Look.objects.filter(subject_ref=gone.public_id).count(),
        _move,
    )
)
