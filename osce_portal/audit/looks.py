"""Keeping looks at people's files as those people are told of them."""

from collections.abc import Iterable
from typing import Any

import rules
from django.db import models

from osce_portal.audit.acts import AREAS
from osce_portal.audit.enums import USUAL_TASKS, Function, Task
from osce_portal.audit.models import AuditEntry, Look

LOOKS = AREAS["look"].acts


def note_looks(
    action: str, seen: Iterable[tuple[AuditEntry, models.Model]], *, actor: Any, task: Task | None = None
) -> None:
    """Keep each entry about a person as a look, with the functions that the actor has now; else do nothing.

    ``task`` is what was being done; where it is not said, what that act is usually for. An auditor's look is
    supervision, wherever it falls.
    """
    if action not in LOOKS:
        return
    functions = functions_of(actor)
    told = Task.AUDIT if functions == [Function.AUDITOR] else task or USUAL_TASKS.get(action, Task.REGISTER)
    Look.objects.bulk_create(
        Look(
            entry=entry,
            subject_ref=entry.subject_ref,
            at=entry.at,
            action=action,
            functions=" ".join(functions),
            task=told,
            call_id=getattr(target, "call_id", None),
        )
        for entry, target in seen
        if entry.subject_ref
    )


def functions_of(actor: Any) -> list[Function]:
    """In which functions somebody acts; read once for each request, with the permissions."""
    if actor is None:
        return []
    found = [code for code in Function if rules.is_group_member(code.value)(actor)]
    return found or ([Function.ADMINISTRATOR] if actor.is_superuser else [])
