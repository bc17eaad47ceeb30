"""Long lists of people as files: asked for by an officer, taken along, and removed by an erasure."""

from functools import partial
from typing import Any

from django.db import transaction

from candidates.models import PeopleList
from candidates.services.listing import empty_lists
from candidates.tasks import write_list
from osce_portal.audit.services import record
from osce_portal.common.models import database_now
from osce_portal.files.enums import MakingState
from osce_portal.people import Person


@transaction.atomic
def ask_list(keys: list[int], *, actor: Any, file_format: str, key: str) -> PeopleList:
    """Have the people with these keys written into a file. The same ``key`` again is the first list."""
    asked, created = PeopleList.objects.get_or_create(
        public_id=key,
        defaults={
            "asked_by": actor, "asked_at": database_now(), "file_format": file_format,
            "people": keys, "total": len(keys),
        },
    )  # fmt: skip
    if created:
        record("peoplelist.asked", asked, actor=actor, values={"people": len(keys), "format": file_format})
        transaction.on_commit(partial(write_list.delay, asked.pk), robust=True)
    return asked


def drop_lists(_person: Person) -> None:
    """Remove every list that is written or being written: who stands in one is not kept beside it.

    Lists that only wait are left: when their turn comes, whoever was erased is not there any more.
    """
    states = [MakingState.MAKING, MakingState.READY]
    empty_lists(PeopleList.objects.filter(state__in=states))
