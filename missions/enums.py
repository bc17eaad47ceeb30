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
