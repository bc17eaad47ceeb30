"""What the assessment holds about people; points without a name stay, for the statistics."""

from django.utils.translation import gettext_lazy as _

from osce_portal.data_map import Basis, Kept, Reader, Use, map_table
from selection.candidacies.data_map import told_with_the_decision

READERS = (Reader.PERSON, Reader.DESK, Reader.SELECTION, Reader.AUDITOR)
POINTS = Use(_("Comparing candidacies by the published grid"), Basis.PUBLIC_TASK, Kept.STATISTICS, READERS)
WORKING = Use(_("Explaining each point"), Basis.LEGAL_DUTY, Kept.CANDIDACY, READERS)
APART = Use(
    _("Keeping officers away from files of people close to them"), Basis.LEGAL_DUTY, Kept.FILE,
    (Reader.DESK, Reader.AUDITOR), secret=True,
)  # fmt: skip

map_table("assessment.Rubric", other="code version name frozen_at")
map_table("assessment.Criterion", other="code position name max_tenths by_person")
map_table("assessment.Level", other="code tenths text")
map_table("assessment.CallRubric")
map_table(
    "assessment.Assessment",
    {
        POINTS: "total_tenths experience_tenths assessed_at computed_at verified_at",
        WORKING: "comment working",
    },
    staff="assessor verified_by",
    file="candidacy__candidate",
    told=told_with_the_decision,
    neutral={"comment": "", "working": []},
    stays="total_tenths experience_tenths assessed_at computed_at verified_at",
)  # fmt: skip
map_table(
    "assessment.ConflictOfInterest", {APART: "reason declared_at"}, staff="officer", file="candidate",
    deleted=True,
)  # fmt: skip
