"""What a Europass CV says, in the portal's own codes: facts to accept one by one, nothing saved."""

from dataclasses import dataclass, field

from candidates.europass.dates import PartialDate, Period


@dataclass(frozen=True, slots=True)
class Person:
    """Who the CV is about; codes of countries by ISO 3166-1, "" where the file says nothing."""

    first_name: str = ""
    last_name: str = ""
    birth_date: PartialDate | None = None
    gender: str = ""
    nationalities: tuple[str, ...] = ()
    city: str = ""
    country: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    driving_licences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EmploymentFound:
    title: str
    organisation: str
    country: str
    period: Period
    description: str


@dataclass(frozen=True, slots=True)
class EducationFound:
    """``level`` and ``field`` are the portal's codes, "" where the file's do not tell."""

    title: str
    institution: str
    country: str
    level: str
    field: str
    period: Period


@dataclass(frozen=True, slots=True)
class LanguageFound:
    """``code`` is "" where only ``label`` says which language; a level is "" where the file gives none.

    ``speaking`` is the lower of interaction and production.
    """

    code: str
    label: str
    is_mother_tongue: bool
    listening: str = ""
    reading: str = ""
    spoken_interaction: str = ""
    spoken_production: str = ""
    writing: str = ""

    @property
    def speaking(self) -> str:
        return min(filter(None, (self.spoken_interaction, self.spoken_production)), default="")


@dataclass(frozen=True, slots=True)
class SkillFound:
    kind: str
    description: str


@dataclass(frozen=True, slots=True)
class PublicationFound:
    title: str
    year: int | None = None
    source: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class TrainingFound:
    title: str
    organiser: str = ""
    completed: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class DocumentFound:
    """A paper in the file; ``data`` is None where it cannot be decoded."""

    name: str
    description: str
    content_type: str
    data: bytes | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A text of the file for which the portal has no place, and where it stands there."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """``format`` is "legacy" (SkillsPassport, 2013–2020) or "current" (Candidate, since 2020)."""

    format: str
    version: str
    language: str
    person: Person
    employments: tuple[EmploymentFound, ...] = ()
    educations: tuple[EducationFound, ...] = ()
    languages: tuple[LanguageFound, ...] = ()
    skills: tuple[SkillFound, ...] = ()
    publications: tuple[PublicationFound, ...] = ()
    trainings: tuple[TrainingFound, ...] = ()
    documents: tuple[DocumentFound, ...] = ()
    unmapped: tuple[Unmapped, ...] = ()
