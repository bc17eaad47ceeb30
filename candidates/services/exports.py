"""Taking people's details along: each of them is told of it in the log."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.db import transaction

from candidates.models import Candidate
from osce_portal.audit.services import Act, record_each

AT_ONCE = 1000


@transaction.atomic
def record_export(people: Iterable[Candidate], *, actor: Any, file_format: str) -> int:
    """Record for each person that the details leave with a list; returns of how many."""
    count, left = 0, iter(people)
    while part := list(islice(left, AT_ONCE)):
        acts = [Act(person, person, {"format": file_format}) for person in part]
        count += len(record_each("candidate.exported", acts, actor=actor))
    return count
