"""What the audit log holds about people."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from osce_portal.audit.acts import AREAS
from osce_portal.audit.models import AuditEntry, AuditValues
from osce_portal.data_map import Basis, Kept, Reader, Use, map_table
from osce_portal.people import Person, register_addresses

PROOF = Use(
    _("Proving who did what, and who looked at whose file"),
    Basis.LEGAL_DUTY, Kept.LOG, (Reader.AUDITOR,),
)  # fmt: skip
TOLD = Use(
    _("Telling people who consulted their file: function and task, no names"),
    Basis.LEGAL_DUTY, Kept.FILE, (Reader.PERSON,),
)  # fmt: skip
# Told elsewhere, and some of it only with the decision: looks, points, places.
TOLD_ELSEWHERE = [act for area in ("look", "assessment", "selection") for act in AREAS[area].acts]
# Why a file is held is said to staff alone; who is told apart from the person is somebody else.
VALUES_KEPT_BACK = [*TOLD_ELSEWHERE, "hold.placed", "candidate.told_apart"]

OPENED = {"candidate.added", "candidate.imported"}
ABOUT_OTHERS = {"because", "other_than"}  # why a new file is not that of somebody known


def own_values(row: AuditValues) -> dict[str, Any]:
    """What an act changed, without what it says about other people."""
    left_out = ABOUT_OTHERS if row.entry.action in OPENED else set()
    return {name: value for name, value in row.values.items() if name not in left_out}


def entries_about(person: Person) -> QuerySet[AuditEntry]:
    """Acts that concern the person, and those of the person, also by accounts closed since.

    What somebody did as a member of staff concerns other people.
    """
    refs = person.refs
    about = Q(subject_ref__in=refs) | Q(object_ref__in=refs)
    works_here = {person.account.public_id} if person.account and person.account.is_staff else set()
    about |= Q(actor_ref__in=[ref for ref in refs if ref not in works_here])
    return AuditEntry.objects.filter(about).order_by("pk")


def addresses_in_the_log(person: Person) -> Iterator[Any]:
    """Addresses that a change took away or gave: alone, or before and after."""
    about = Q(entry__subject_ref__in=person.refs) | Q(entry__object_ref__in=person.refs)
    rows = AuditValues.objects.filter(about, values__has_key="email")
    for said in rows.values_list("values__email", flat=True):
        yield from said if isinstance(said, list) else [said]


register_addresses(addresses_in_the_log)

map_table(
    "audit.AuditEntry",
    {PROOF: "at action object_type object_ref subject_ref actor_ref"},
    staff="actor",
    other="values_hash sequence previous_hash entry_hash",
    find=entries_about,
    told=lambda entries: entries.exclude(action__in=TOLD_ELSEWHERE),
    shown={"actor_ref": lambda entry: entry.actor_ref if entry.actor_ref == entry.object_ref else ""},
    stays="at action object_type object_ref subject_ref actor_ref",
)  # fmt: skip
map_table(
    "audit.AuditValues",
    {PROOF: "values"},
    other="salt",
    called=_("what acts changed or showed, beside the audit log"),
    words={"values": _("values before and after")},
    find=lambda person: AuditValues.objects.filter(entry__in=entries_about(person)).order_by("pk"),
    told=lambda rows: rows.exclude(entry__action__in=VALUES_KEPT_BACK).select_related("entry"),
    shown={"values": own_values},
    neutral={"values": {}, "salt": ""},
)
map_table(
    "audit.Look",
    {TOLD: "subject_ref at action functions task"},
    ref="subject_ref",
    told=lambda looks: looks.model.objects.filter(pk__in=looks).told(),
    deleted=True,
)
map_table("audit.AuditHead", other="sequence entry_hash")
