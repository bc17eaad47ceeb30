"""In which function, and for which task, somebody looked at a person's file: as its person reads it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Function(models.TextChoices):
    """The roles of the staff, by the code of their group."""

    DESK_OFFICER = "desk_officer", _("Desk officer")
    DECIDER = "decider", _("Decider")
    BUDGET_OFFICER = "budget_officer", _("Budget officer")
    AUDITOR = "auditor", _("Auditor or data-protection officer")
    ADMINISTRATOR = "administrator", _("Administrator")


class Task(models.TextChoices):
    """What was being done; told by the page, not asked of the officer."""

    REGISTER = "register", _("Keeping the register of candidates")
    CANDIDACY = "candidacy", _("Handling candidacies")
    CERTIFICATE = "certificate", _("Checking certificates")
    ASSESSMENT = "assessment", _("Screening candidacies and giving points")
    SELECTION = "selection", _("Selecting the team")
    NOMINATION = "nomination", _("Nominating to the OSCE")
    MAIL = "mail", _("Sending mails")
    AUDIT = "audit", _("Supervision and data protection")


# Whoever assesses works undisturbed: these looks are told once the call is decided.
TOLD_WITH_THE_DECISION = frozenset({Task.ASSESSMENT, Task.SELECTION})

USUAL_TASKS: dict[str, Task] = {
    "candidacy.seen": Task.CANDIDACY,
    "candidacy.proof_seen": Task.CANDIDACY,
    "candidacy.exported": Task.NOMINATION,
    "certificate.seen": Task.CERTIFICATE,
    "traveldetails.seen": Task.NOMINATION,
    "mail.seen": Task.MAIL,
    "erasurerequest.seen": Task.AUDIT,
}
