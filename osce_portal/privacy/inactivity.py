"""When something last happened on a file: its person signed in or changed it, or somebody acted on it."""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from osce_portal.audit.acts import AREAS
from osce_portal.audit.models import AuditEntry
from osce_portal.people import Person, all_files
from osce_portal.privacy.models import RetentionNotice

# Being looked at, being told or written to, and being kept from the purge keep no file alive.
NO_ACTIVITY = [
    *AREAS["look"].acts, "retention.told", "hold.placed", "hold.lifted", "candidate.told",
    "candidate.written_to", "mail.corrected", "mail.repeated",
]  # fmt: skip


def activity() -> QuerySet[AuditEntry]:
    return AuditEntry.objects.exclude(action__in=NO_ACTIVITY)


def last_active_at(person: Person) -> dt.datetime:
    """The last sign-in or the last act about the file, else when the file was changed last."""
    file = person.file
    acted = activity().filter(subject_ref=file.public_id).order_by("-id").values_list("at", flat=True).first()
    instants = [file.updated_at, acted, person.account and person.account.last_login]
    return max(instant for instant in instants if instant is not None)


def overdue_files(*, before: dt.datetime) -> QuerySet[Any]:
    """Files on which nothing has happened since ``before`` and whose people were not told since."""
    acted = activity().filter(subject_ref=OuterRef("public_id"), at__gte=before)
    told = RetentionNotice.objects.filter(candidate=OuterRef("pk"), told_at__gte=before)
    quiet = Q(user__isnull=True) | Q(user__last_login__isnull=True) | Q(user__last_login__lt=before)
    old = all_files().filter(quiet, anonymised_at__isnull=True, updated_at__lt=before)
    return old.exclude(Exists(acted)).exclude(Exists(told)).order_by("updated_at", "pk")
