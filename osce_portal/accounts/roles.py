"""What each role may do in the admin: the whole table. Rows of persons are never deleted there by anybody.

Strings only, so that the ground floor imports no room above it: ``"app.model"``, or ``"app.*"`` for every
model of an app. Who may do what to *which* object is said by the predicates in each room's ``rules.py``.
"""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "desk_officer": _("Desk officer: calls, screening, selection, nominations"),
    "decider": _("Decider: approves what a desk officer proposes"),
    "budget_officer": _("Budget officer: envelope and costs"),
    "auditor": _(
        "Auditor, data-protection officer: reads everything, answers requests about data, places legal holds"
    ),
    "administrator": _("Administrator: accounts and roles"),
}

VIEW = ("view",)
KEEP = ("view", "add", "change")
AMEND = ("view", "change")

CALENDAR = ("missions.*",)
PEOPLE = ("candidates.*",)
SELECTION = ("candidacies.*", "assessment.*", "delegation.*", "nominations.*")

ROLES: dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = {
    "desk_officer": (
        (KEEP, CALENDAR),
        (("delete",), ("missions.quotatarget", "missions.jpoplacement", "missions.jpoopening")),
        (KEEP, PEOPLE),
        (KEEP, ("elearning.*",)),
        (KEEP, SELECTION),
        (AMEND, ("mail.queuedmail",)),
        (KEEP, ("privacy.legalhold",)),
    ),
    "decider": ((VIEW, CALENDAR + PEOPLE + SELECTION + ("elearning.*", "mail.queuedmail")),),
    "budget_officer": ((VIEW, (*CALENDAR, "delegation.*", "nominations.*")),),
    "auditor": (
        (VIEW, CALENDAR + PEOPLE + SELECTION + ("elearning.*", "mail.queuedmail", "files.storedfile")),
        (KEEP, ("privacy.legalhold",)),
        (VIEW, ("accounts.user", "auth.group", "audit.auditentry", "audit.auditvalues")),
    ),
    "administrator": (
        (KEEP, ("accounts.user",)),
        (VIEW, ("auth.group",)),
        (KEEP, ("missions.participatingstate", "missions.fieldoperation")),
    ),
}
