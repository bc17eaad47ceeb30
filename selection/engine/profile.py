"""A person's file as the scoring sees it: plain data, already limited to what one mission needs.

Whoever builds a profile decides what "the region", "a local language" or "relevant work" means for the
mission. ``line`` names the line of the CV a fact comes from (any text the caller can find again);
``verified`` is true once staff have checked it.
"""

from dataclasses import dataclass
from enum import StrEnum


class ObservationKind(StrEnum):
    """The role held in an observation."""

    DOMESTIC = "domestic"  # domestic observer, or assessor or president of a polling station
    STO = "sto"
    LTO = "lto"
    CORE_TEAM = "core_team"


class Evaluation(StrEnum):
    """How the mission evaluated the person; not heard of yet counts as good, and the working says so."""

    GOOD = "good"
    POOR = "poor"
    UNVERIFIED = "unverified"


class TrainingKind(StrEnum):
    """Trainings that count; the mandatory e-learning gives no points."""

    LTO_MODULES = "lto_modules"  # modules 6 and 7 of the e-learning, beyond those of an STO
    NATIONAL_COURSE = "national_course"  # for example a briefing of one day
    LONG_COURSE = "long_course"  # an STO or LTO course of several days
    HOSTILE_ENVIRONMENT = "hostile_environment"
    FIRST_AID = "first_aid"


class Cefr(StrEnum):
    """Language levels, lowest first; NATIVE stands above C2."""

    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"
    NATIVE = "native"


class MotivationLevel(StrEnum):
    """Given by a person who has read the motivation, never by the machine."""

    NONE = "none"
    GENERAL = "general"
    MISSION_SPECIFIC = "mission_specific"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Observation:
    """One election observed."""

    kind: ObservationKind
    international: bool = True
    evaluation: Evaluation = Evaluation.UNVERIFIED
    line: str = ""
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Training:
    """One training followed."""

    kind: TrainingKind
    line: str = ""
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Stay:
    """Work, study or a stay in the mission's country (``in_country``) or elsewhere in its region.

    ``recurrent``: recurrent work on the country, from wherever it was done.
    """

    months: int
    in_country: bool = False
    recurrent: bool = False
    line: str = ""
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Language:
    """One language; ``code``: ISO 639, ``local``: spoken in the mission's country or region."""

    code: str
    level: Cefr
    local: bool = False
    line: str = ""
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Service:
    """Months of work in a crisis environment or a relevant profession; the caller removes overlaps."""

    months: int
    line: str = ""
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything that may give points for one mission. ``motivation`` None: not marked yet."""

    observations: tuple[Observation, ...] = ()
    trainings: tuple[Training, ...] = ()
    stays: tuple[Stay, ...] = ()
    languages: tuple[Language, ...] = ()
    crisis_postings: tuple[Service, ...] = ()
    relevant_work: tuple[Service, ...] = ()
    relevant_degrees: tuple[str, ...] = ()
    motivation: MotivationLevel | None = None

    @property
    def is_first_timer(self) -> bool:
        """No international mission at all, however it was evaluated."""
        return not any(
            seen.international and seen.kind is not ObservationKind.DOMESTIC for seen in self.observations
        )
