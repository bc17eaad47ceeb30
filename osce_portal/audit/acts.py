"""What the codes of the audit log mean, in words; the log itself keeps the codes, whatever becomes of words.

Rooms name their acts ``noun.verb``; the nouns are gathered in areas, by which the log is filtered.
"""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _


class Area(NamedTuple):
    """Acts of one kind, by their codes."""

    name: Any
    acts: dict[str, Any]


CV_LINES = (
    "employer", "languageskill", "education", "employment", "training", "observationexperience",
    "countryexperience", "skill", "publication", "reference", "unavailability", "document",
)  # fmt: skip
CV_VERBS: dict[str, Any] = {
    "added": _("Line of the CV added"),
    "changed": _("Line of the CV changed"),
    "deleted": _("Line of the CV deleted"),
    "verified": _("Line of the CV verified"),
}
AREAS = {
    "look": Area(_("Looks and exports"), {
        "candidate.seen": _("File of a person looked at"),
        "candidate.searched": _("People searched for"),
        "candidate.exported": _("Details exported with a list of people"),
        "peoplelist.asked": _("Long list of people asked for as a file"),
        "peoplelist.taken": _("Long list of people taken along"),
        "candidate.cv_exported": _("File of a person taken along as PDF"),
        "document.seen": _("Document looked at"),
        "candidacy.seen": _("Candidacy looked at"),
        "candidacy.proof_seen": _("Proof of receipt looked at"),
        "candidacy.exported": _("Person's details exported with a list"),
        "certificate.seen": _("Certificate looked at"),
        "selection.seen": _("Selection looked at"),
        "selection.exported": _("Files of a selection taken along"),
        "traveldetails.seen": _("Travel details looked at"),
        "nominations.exported": _("Nomination list taken along"),
        "mail.seen": _("Mail looked at"),
        "erasurerequest.seen": _("Request for erasure looked at"),
    }),
    "person": Area(_("Persons and their CV"), {
        "candidate.registered": _("Person registered"),
        "candidate.told": _("Link to the file sent"),
        "candidate.claimed": _("File taken over by its person"),
        "candidate.added": _("File opened by staff"),
        "candidate.imported": _("File opened from the ministry's register"),
        "candidate.changed": _("Details of a person changed"),
        "candidate.confirmed": _("File confirmed as still correct"),
        "document.replaced": _("Document replaced by a newer one"),
        "poolmembership.added": _("Put on the list of the crisis-management pool"),
        "poolmembership.changed": _("Place in the crisis-management pool changed"),
        "europass.kept": _("Europass CV sent, to be decided on"),
        "europass.taken": _("Lines taken over from a Europass CV"),
        "europass.discarded": _("Europass CV removed, nothing taken over"),
        "candidate.written_to": _("Letter of the ministry queued"),
        "campaign.confirmed": _("Letter to many people confirmed"),
        "campaign.emptied": _("Text of a letter to many people taken out"),
        "candidate.merged": _("Two files made one"),
        "candidate.told_apart": _("Two files told apart"),
        **{f"{line}.{verb}": text for line in CV_LINES for verb, text in CV_VERBS.items()},
    }),
    "candidacy": Area(_("Candidacies"), {
        "candidacy.started": _("Candidacy started"),
        "candidacy.saved": _("Draft saved"),
        "candidacy.certificate": _("Certificate added to a candidacy"),
        "candidacy.draft": _("Draft revived"),
        "candidacy.submitted": _("Candidacy received"),
        "candidacy.late": _("Late attempt noted"),
        "candidacy.lapsed": _("Draft lapsed at the deadline"),
        "candidacy.withdrawn": _("Candidacy withdrawn"),
        "candidacy.mission_changed": _("Candidacy ended: mission changed or cancelled"),
    }),
    "certificate": Area(_("Certificates"), {
        "certificate.added": _("Certificate sent"),
        "certificate.corrected": _("Day of a certificate corrected"),
        "certificate.accepted": _("Certificate accepted"),
        "certificate.asked_again": _("Certificate asked again"),
        "certificate.refused": _("Certificate refused"),
        "certificate.replaced": _("Certificate replaced by a newer one"),
        "certificate.released": _("Certificate free again"),
        "certificate.bound": _("Certificate used for a candidacy"),
    }),
    "assessment": Area(_("Screening and points"), {
        "candidacy.eligible": _("Candidacy found eligible"),
        "candidacy.ineligible": _("Candidacy found not eligible"),
        "candidacy.assessed": _("Points computed"),
        "candidacy.marked": _("Motivation marked"),
        "candidacy.verified": _("Points verified"),
        "conflict.declared": _("Conflict of interest declared"),
        "rubric.chosen": _("Points grid chosen for a call"),
        "rubric.copied": _("New version of a points grid"),
        "rubric.changed": _("Points grid changed"),
        "criterion.changed": _("Criterion of a points grid changed"),
    }),
    "selection": Area(_("Selection"), {
        "selection.proposed": _("Team computed"),
        "selection.overridden": _("Decision on a person"),
        "selection.override_lifted": _("Decision on a person lifted"),
        "selection.submitted": _("Selection handed in for approval"),
        "selection.approved": _("Selection approved"),
        "selection.sent_back": _("Selection sent back"),
        "selection.overtaken": _("Selection overtaken by a change"),
        "selection.replacement_proposed": _("Replacement proposed"),
        "selection.replaced": _("Free place filled from the reserve list"),
        "selection.replacement_sent_back": _("Replacement sent back"),
        "selection.replacement_overtaken": _("Replacement overtaken by a change"),
        "candidacy.selected": _("Candidate selected"),
        "candidacy.reserve": _("Candidate put on the reserve list"),
        "candidacy.not_selected": _("Candidate not selected"),
        "candidacy.offered": _("Candidate asked to confirm"),
        "candidacy.accepted": _("Confirmed by the candidate"),
        "candidacy.declined": _("Declined by the candidate"),
    }),
    "nomination": Area(_("Nominations and missions"), {
        "traveldetails.saved": _("Travel details given"),
        "traveldetails.removed": _("Travel details removed"),
        "call.nominated": _("Nominations sent"),
        "candidacy.nominated": _("Candidate nominated"),
        "candidacy.confirmed": _("Candidate taken up by the OSCE"),
        "candidacy.refused": _("Candidate not taken up by the OSCE"),
        "candidacy.deployed": _("Candidate on mission"),
        "candidacy.completed": _("Candidate's mission completed"),
    }),
    "calendar": Area(_("Calendar and calls"), {
        "mission.loaded": _("Mission loaded"),
        "mission.reloaded": _("Mission loaded again"),
        "mission.added": _("Mission added"),
        "mission.changed": _("Mission changed"),
        "mission.confirmed": _("Mission confirmed with a source"),
        "call.set": _("Call set"),
        "call.published": _("Call published"),
        "call.entered_closed": _("Past call entered"),
        "call.settings_changed": _("Settings of a call changed"),
        "call.bands_changed": _("Balance bands of a call changed"),
        "call.closed": _("Call closed"),
        "participatingstate.added": _("Participating State added"),
        "participatingstate.changed": _("Participating State changed"),
        "fieldoperation.added": _("Field operation added"),
        "fieldoperation.changed": _("Field operation changed"),
    }),
    "privacy": Area(_("Data protection"), {
        "export.asked": _("Own data asked for"),
        "export.made": _("Own data put together"),
        "export.taken": _("Own data taken along"),
        "erasure.asked": _("Erasure asked for"),
        "erasure.withdrawn": _("Request for erasure withdrawn"),
        "erasure.refused": _("Erasure refused"),
        "candidate.erased": _("Person's data erased"),
        "hold.placed": _("Legal hold placed"),
        "hold.lifted": _("Legal hold lifted"),
        "purge.switched": _("Purge switched"),
        "retention.told": _("Person told of the coming end of the file"),
    }),
    "portal": Area(_("Accounts, mails and files"), {
        "account.created": _("Account created"),
        "account.changed": _("Account or roles changed"),
        "account.forgotten": _("Account never confirmed removed"),
        "account.closed": _("Account closed"),
    "account.second_step_lost": _("Second step at sign-in taken away"),
        "mail.corrected": _("Mail corrected before it left"),
        "mail.repeated": _("Mail sent again"),
        "mail.emptied": _("Text of a mail taken out"),
        "sheetimport.confirmed": _("Sheet of people confirmed"),
        "sheetimport.discarded": _("Sheet of people discarded"),
        "sheetimport.done": _("Sheet of people taken over"),
        "file.stored": _("File stored"),
        "file.removed": _("File removed"),
        "sample.made": _("Sample people made"),
        "call.sample_made": _("Sample call made"),
        "call.sample_filled": _("Sample call filled"),
    }),
}  # fmt: skip
LABELS: dict[str, Any] = {code: label for area in AREAS.values() for code, label in area.acts.items()}


def act_label(code: str) -> Any:
    """The act in words; a code that nobody put into words is shown as it is."""
    return LABELS.get(code, code)
