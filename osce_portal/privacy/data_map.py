"""What the room of data protection itself holds about people."""

from django.utils.translation import gettext_lazy as _

from osce_portal.data_map import Basis, Kept, Reader, Use, map_table

INFORMED = Use(
    _("Proving that the person was told (GDPR, articles 12 to 14)"),
    Basis.LEGAL_DUTY, Kept.FILE, (Reader.PERSON, Reader.AUDITOR),
)  # fmt: skip
REQUESTS = Use(
    _("Answering requests about personal data"),
    Basis.LEGAL_DUTY, Kept.LOG, (Reader.PERSON, Reader.DESK, Reader.AUDITOR),
)  # fmt: skip
HOLDS = Use(
    _("Keeping what a review or a court needs"),
    Basis.LEGAL_DUTY, Kept.LOG, (Reader.PERSON, Reader.DESK, Reader.AUDITOR),
)  # fmt: skip
HOLD_REASONS = Use(  # a review may be about the person, or begun by somebody else
    HOLDS.purpose, Basis.LEGAL_DUTY, Kept.LOG, (Reader.DESK, Reader.AUDITOR), secret=True,
)  # fmt: skip

map_table(
    "privacy.NoticeAcceptance", {INFORMED: "version language at"}, account="account", deleted=True,
)  # fmt: skip
map_table(
    "privacy.DataExport",
    {REQUESTS: "state asked_at started_at ready_at expires_at"},
    other="parts_done parts",
    account="account",
    file="account__candidate",  # a member of staff keeps the account, not the file's data
    deleted=True,
)
map_table(
    "privacy.ErasureRequest",
    {REQUESTS: "state channel why asked_at due_on decided_at reason"},
    staff="recorded_by decided_by",
    account="account",
    file="candidate",
    neutral={"why": "", "reason": "–"},
    stays="state channel asked_at due_on decided_at",
)
map_table(
    "privacy.LegalHold", {HOLDS: "placed_at ends_on lifted_at", HOLD_REASONS: "reason"},
    staff="placed_by lifted_by", file="candidate", neutral={"reason": "–"},
    stays="placed_at ends_on lifted_at",
)  # fmt: skip
map_table(
    "privacy.RetentionNotice", {INFORMED: "last_active_at told_at due_on"}, file="candidate", deleted=True,
)  # fmt: skip
map_table("privacy.PurgeSwitch", other="armed reason set_at", staff="set_by")
