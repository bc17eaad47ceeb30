"""What the ledger of nominations holds about people."""

from django.utils.translation import gettext_lazy as _

from osce_portal.data_map import Basis, Kept, Reader, Use, map_table

READERS = (Reader.PERSON, Reader.DESK, Reader.SELECTION, Reader.AUDITOR, Reader.OSCE)
SENT = Use(_("Knowing whom Belgium sent, when and how"), Basis.PUBLIC_TASK, Kept.STATISTICS, READERS)
KNOWN_AS = Use(_("Finding the person in the OSCE's own list"), Basis.PUBLIC_TASK, Kept.CANDIDACY, READERS)

map_table(
    "nominations.Nomination",
    {SENT: "channel sent_at", KNOWN_AS: "expert_database_id"},
    staff="sent_by",
    file="candidacy__candidate",
    neutral={"expert_database_id": ""},
    stays="channel sent_at",
)  # fmt: skip

JOURNEY = Use(
    _("Preparing the journey: visa, accreditation, tickets, and whom to call in an emergency"),
    Basis.PUBLIC_TASK, Kept.MISSION, (Reader.PERSON, Reader.DESK),
)  # fmt: skip
HEALTH = Use(
    _("Helping on the spot; kept with the person's own agreement (GDPR, article 9(2)(a))"),
    Basis.PUBLIC_TASK, Kept.MISSION, (Reader.PERSON, Reader.DESK),
)  # fmt: skip

map_table(
    "nominations.TravelDetails",
    {
        JOURNEY: "passport_country passport_number passport_expires_on emergency_name emergency_phone "
        "saved_at",
        HEALTH: "blood_type health health_agreed_at",
    },
    file="candidacy__candidate",
    deleted=True,
)
