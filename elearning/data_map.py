"""What the e-learning holds about people."""

from django.utils.translation import gettext_lazy as _

from osce_portal.data_map import Basis, Kept, Reader, Use, map_table

COURSE = Use(
    _("Proving that the obligatory course was done for the mission"),
    Basis.PUBLIC_TASK, Kept.CANDIDACY, (Reader.PERSON, Reader.DESK, Reader.SELECTION, Reader.AUDITOR),
)  # fmt: skip

map_table(
    "elearning.Certificate",
    {
        COURSE: "issuer completed_on sha256 status is_reused reuse_reason verified_at reason uploaded_at "
        "released_at"
    },
    staff="verified_by",
    file="candidate",
    deleted=True,
)
