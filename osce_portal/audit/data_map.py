"""What the audit log holds about people."""

from django.utils.translation import gettext_lazy as _

from osce_portal.data_map import Basis, Kept, Reader, Use, map_table

PROOF = Use(
    _("Proving who did what, and who looked at whose file"),
    Basis.LEGAL_DUTY, Kept.LOG, (Reader.AUDITOR,),
)  # fmt: skip
TOLD = Use(
    _("Telling people who consulted their file: function and task, no names"),
    Basis.LEGAL_DUTY, Kept.FILE, (Reader.PERSON,),
)  # fmt: skip

map_table(
    "audit.AuditEntry",
    {PROOF: "at action object_type object_ref subject_ref actor_ref"},
    staff="actor",
    other="values_hash sequence previous_hash entry_hash",
    ref="subject_ref",
    stays="at action object_type object_ref subject_ref actor_ref",
)  # fmt: skip
map_table(
    "audit.AuditValues",
    {PROOF: "values"},
    other="salt",
    ref="entry__subject_ref",
    neutral={"values": {}, "salt": ""},
)  # fmt: skip
map_table(
    "audit.Look",
    {TOLD: "subject_ref at action functions task"},
    ref="subject_ref",
    told=lambda looks: looks.model.objects.filter(pk__in=looks).told(),
    deleted=True,
)  # fmt: skip
map_table("audit.AuditHead", other="sequence entry_hash")
