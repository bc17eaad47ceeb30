"""Looks of staff at a person's file."""

from typing import Any

from candidates.models import Candidate
from osce_portal.audit.services import record


def note_look(candidate: Candidate, *, actor: Any, page: str) -> None:
    """Every look of staff at a person's file is recorded."""
    record("candidate.seen", candidate, actor=actor, subject=candidate, values={"page": page})
