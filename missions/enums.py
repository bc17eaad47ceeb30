"""The words of the calendar."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ElectionKind(models.TextChoices):
    PARLIAMENTARY = "parliamentary", _("parliamentary election")
    PRESIDENTIAL = "presidential", _("presidential election")
    PRESIDENTIAL_PARLIAMENTARY = "presidential_parliamentary", _("presidential and parliamentary elections")
    PRESIDENTIAL_LOCAL = "presidential_local", _("presidential and local elections")
    GENERAL = "general", _("general elections")
    LOCAL = "local", _("local elections")
    FEDERAL = "federal", _("federal election")
    PROVINCIAL = "provincial", _("provincial elections")
    MIDTERM = "midterm", _("mid-term congressional elections")
    REFERENDUM = "referendum", _("referendum")
    PARLIAMENTARY_REFERENDUM = "parliamentary_referendum", _("parliamentary election and referendum")
    PRESIDENTIAL_REFERENDUM = "presidential_referendum", _("presidential election and referendum")
    OTHER = "other", _("election")


class Region(models.TextChoices):
    """Groups of neighbouring States; the value is the name in the reference data."""

    CENTRAL_ASIA = "Central Asia", _("Central Asia")
    EAST_ASIA = "East Asia", _("East Asia")
    EASTERN_EUROPE = "Eastern Europe", _("Eastern Europe")
    NORTH_AMERICA = "North America", _("North America")
    SOUTH_CAUCASUS = "South Caucasus", _("South Caucasus")
    SOUTH_EASTERN_EUROPE = "South-Eastern Europe", _("South-Eastern Europe")
    WESTERN_EUROPE = "Western, Northern and Central Europe", _("Western, Northern and Central Europe")


class MissionFormat(models.TextChoices):
    """What ODIHR sends; only an EOM asks for STOs, EOM and LEOM for LTOs (ODIHR's handbook)."""

    EOM = "EOM", _("Election observation mission (EOM)")
    LEOM = "LEOM", _("Limited election observation mission (LEOM)")
    EAM = "EAM", _("Election assessment mission (EAM)")
    SEAM = "SEAM", _("Special election assessment mission (SEAM)")
    EET = "EET", _("Election expert team (EET)")
    ROM = "ROM", _("Referendum observation mission (ROM)")
    LROM = "LROM", _("Limited referendum observation mission (LROM)")
    RAM = "RAM", _("Referendum assessment mission (RAM)")
    NONE = "none", _("No mission")
    UNKNOWN = "unknown", _("Format not yet known")


ASKS_FOR_STO = frozenset({MissionFormat.EOM})
MAY_ASK_FOR_STO = ASKS_FOR_STO | {MissionFormat.UNKNOWN}
ASKS_FOR_LTO = frozenset({MissionFormat.EOM, MissionFormat.LEOM})


class MissionStage(models.TextChoices):
    EXPECTED = "expected", _("Expected")
    ASSESSED = "assessed", _("Needs assessed")
    CONFIRMED = "confirmed", _("Confirmed")
    OPEN = "open", _("Mission opened")
    DONE = "done", _("Done")
    DOWNGRADED = "downgraded", _("Reduced format")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")


_M = MissionStage
MOVED = frozenset({_M.POSTPONED, _M.DOWNGRADED, _M.CANCELLED})  # come true with a change alone
# What a mission may become next. Those that MOVED names need a change: a reason, a preview, letters.
STAGES: dict[MissionStage, frozenset[MissionStage]] = {
    _M.EXPECTED: frozenset({_M.ASSESSED, _M.CONFIRMED, _M.OPEN, _M.DONE}) | MOVED,
    _M.ASSESSED: frozenset({_M.CONFIRMED, _M.OPEN, _M.DONE}) | MOVED,
    _M.CONFIRMED: frozenset({_M.OPEN, _M.DONE}) | MOVED,
    _M.OPEN: frozenset({_M.DONE}) | MOVED,
    _M.POSTPONED: frozenset({_M.EXPECTED, _M.ASSESSED, _M.CONFIRMED, _M.OPEN, _M.DONE}) | MOVED,
    _M.DOWNGRADED: frozenset({_M.OPEN, _M.DONE}) | MOVED,
    _M.DONE: frozenset({_M.OPEN}),  # a second round
    _M.CANCELLED: frozenset(),
}


class DatePrecision(models.TextChoices):
    DAY = "day", _("exact day")
    MONTH = "month", _("month")
    LATEST = "latest", _("at the latest")
    UNKNOWN = "unknown", _("not known")


class CallStatus(models.TextChoices):
    """What the calendar says of a call or of a mission without one; derived, never stored."""

    NO_CALL = "no_call", _("No candidacies asked for")
    AWAITED = "awaited", _("Not yet open")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    DECIDED = "decided", _("Selection made")
    CANCELLED = "cancelled", pgettext_lazy("call", "Cancelled")


class SheetOutcome(models.TextChoices):
    """What becomes of a row of a sheet of the calendar."""

    NEW = "new", pgettext_lazy("row of a sheet", "New")
    CHANGED = "changed", pgettext_lazy("row of a sheet", "Changed")
    UNCHANGED = "unchanged", pgettext_lazy("row of a sheet", "Unchanged")
    REFUSED = "refused", pgettext_lazy("row of a sheet", "Refused")


class SheetTable(models.TextChoices):
    """What the rows of a sheet of the calendar are."""

    MISSIONS = "missions", _("Missions")
    VACANCIES = "vacancies", _("Vacancies")
    OPENINGS = "openings", _("Openings of JPO rounds")
    CRISIS = "crisis", _("Crisis-management missions")


class Structure(models.TextChoices):
    """Which executive structure of the OSCE a post belongs to; the allowance depends on it."""

    FIELD_OPERATION = "field_operation", _("Field operation")
    SECRETARIAT = "secretariat", _("Secretariat")
    ODIHR = "odihr", _("Office for Democratic Institutions and Human Rights (ODIHR)")
    HCNM = "hcnm", _("High Commissioner on National Minorities")
    RFOM = "rfom", _("Representative on Freedom of the Media")


class FieldOfExpertise(models.TextChoices):
    """The OSCE's list of fields, as far as it could be read (jobs.osce.org)."""

    ADMINISTRATION = "administration", _("Administration and support")
    CIVILIAN_POLICE = "civilian_police", _("Civilian police")
    DEMOCRATIZATION = "democratization", _("Democratization")
    ECONOMY_ENVIRONMENT = "economy_environment", _("Economic and environmental affairs")
    EDUCATION = "education", pgettext_lazy("field of expertise", "Education")
    ELECTIONS = "elections", _("Elections")
    HUMAN_RIGHTS = "human_rights", _("Human rights")
    MEDIA = "media", _("Media affairs")
    MILITARY = "military", _("Military affairs")
    POLITICS = "politics", _("Political affairs")
    RULE_OF_LAW = "rule_of_law", _("Rule of law")
    OTHER = "other", pgettext_lazy("field of expertise", "Another field")


class VacancyKind(models.TextChoices):
    SECONDED = "seconded", _("Seconded post")
    CONTRACTED = "contracted", _("Contracted post")


class PlacementWhere(models.TextChoices):
    """Where a Junior Professional Officer works in a part of the year."""

    SECRETARIAT = "secretariat", _("OSCE Secretariat")
    FIELD_OPERATION = "field_operation", _("A field operation")


class Organisation(models.TextChoices):
    """Whose civilian missions Belgium sends experts to."""

    EU = "eu", _("European Union")
    OSCE = "osce", _("OSCE")
    UN = "un", _("United Nations")
    NATO = "nato", _("NATO")
    OTHER = "other", _("Another organisation")


class ChangeKind(models.TextChoices):
    """How things move after a call was published (docs/calls.md)."""

    LATER = "later", _("Election later")
    EARLIER = "earlier", _("Election earlier")
    SHORT_NOTICE = "short_notice", _("Called at short notice")
    SECOND_ROUND = "second_round", _("Second round")
    DOWNGRADED = "downgraded", _("Reduced format")
    CANCELLED = "cancelled", pgettext_lazy("change", "Cancelled")
    EXTENDED = "extended", _("Deadline extended for everybody")
    READVERTISED = "readvertised", _("Advertised again")
    DESCRIPTION = "description", _("Description or duration changed")


class CallTurn(models.TextChoices):
    """What a change does to one call."""

    MOVES = "moves", _("The deadline moves")
    REOPENS = "reopens", _("The call opens again")
    OPENS = "opens", _("A call is made and opened")
    STANDS = "stands", _("The deadline stands")
    ROUND = "round", _("Second round")
    NO_ROUND = "no_round", _("No second round after all")
    DESCRIBED = "described", _("The description changes")
    ENDS = "ends", _("The call is cancelled")


class ChangeState(models.TextChoices):
    PROPOSED = "proposed", _("Waits for a second person")
    APPLYING = "applying", _("Being done")  # confirmed: the worker does it in one transaction
    APPLIED = "applied", pgettext_lazy("change", "Done")
    REFUSED = "refused", pgettext_lazy("change", "Refused")
    TAKEN_BACK = "taken_back", _("Taken back")


CHANGE_UNDER_WAY = (ChangeState.PROPOSED, ChangeState.APPLYING)


class MilestoneKind(models.TextChoices):
    """The chain of dates of a call, in its order."""

    DEADLINE = "deadline", _("National deadline")
    SCREENING = "screening", _("Screening")
    SELECTION = "selection", _("Selection")
    NOMINATION = "nomination", _("Nomination to the OSCE")
    ACCREDITATION = "accreditation", _("Accreditation")
    DEPLOYMENT = "deployment", _("Deployment")
    REPORT = "report", _("Report")


class CommitmentKind(models.TextChoices):
    PLANNED = "planned", _("Planned")
    COMMITTED = "committed", _("Committed")
    SPENT = "spent", _("Spent")


class CostLine(models.TextChoices):
    """What the money is for; what somebody needs because of a disability never burdens a place."""

    PEOPLE = "people", _("Observers or posts")
    ACCOMMODATION = "accommodation", _("Reasonable accommodation")


# Whom a balance band can count: what the engine's file says, in words.
BAND_LABELS = {
    "language_group=FR": _("French speakers"),
    "language_group=NL": _("Dutch speakers"),
    "gender=F": _("women"),
    "gender=M": _("men"),
    "affiliation=internal": _("members of the ministry"),
    "affiliation=external": _("candidates from outside the ministry"),
    "first_timer=yes": _("people on their first mission"),
}
