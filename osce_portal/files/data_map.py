"""What the kept files hold about people: whose a file is, the rows say that refer to it."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from osce_portal.data_map import Basis, Kept, Reader, Use, map_table, tables
from osce_portal.files.models import StoredFile
from osce_portal.people import Person

PAPERS = Use(
    _("Proving what the file says: certificates, diplomas, letters"),
    Basis.PUBLIC_TASK, Kept.FILE, (Reader.PERSON, Reader.DESK, Reader.SELECTION, Reader.AUDITOR),
)  # fmt: skip


def files_of(person: Person) -> QuerySet[Any]:
    """Files that rows about the person refer to, and own uploads that found no place yet."""
    found: set[int] = set()
    for table in tables():
        for column in table.model._meta.concrete_fields:
            if column.related_model is StoredFile:
                found |= set(table.rows_of(person).values_list(column.attname, flat=True))
    own = StoredFile.objects.unattached().filter(uploaded_by=person.account) if person.account else None
    waiting = own.values("pk") if own is not None else StoredFile.objects.none().values("pk")
    return StoredFile.objects.filter(Q(pk__in=found) | Q(pk__in=waiting)).order_by("pk")


map_table(
    "files.StoredFile",
    {PAPERS: "content name content_type size sha256 uploaded_at"},
    staff="uploaded_by",
    find=files_of,
    deleted=True,
)  # fmt: skip
