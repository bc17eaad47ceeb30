"""The candidates' database: one file per person."""

from candidates.models.alike import AlikePair, FormerNumber, FormerReference
from candidates.models.beside import Document, Reference, Unavailability
from candidates.models.campaign import Campaign, CampaignRecipient
from candidates.models.cv import (
    CountryExperience,
    Education,
    Employer,
    Employment,
    LanguageSkill,
    ObservationExperience,
    Publication,
    Skill,
    Training,
)
from candidates.models.entry import CvEntry
from candidates.models.erased import ErasedMark
from candidates.models.europass import EuropassImport
from candidates.models.lists import PeopleList
from candidates.models.person import Candidate
from candidates.models.pool import PoolMembership
from candidates.models.register import ImportedRow, RegisterEntry, SheetImport
from candidates.models.search import SearchText, Stated

__all__ = [
    "AlikePair",
    "Campaign",
    "CampaignRecipient",
    "Candidate",
    "CountryExperience",
    "CvEntry",
    "Document",
    "Education",
    "Employer",
    "Employment",
    "ErasedMark",
    "EuropassImport",
    "FormerNumber",
    "FormerReference",
    "ImportedRow",
    "LanguageSkill",
    "ObservationExperience",
    "PeopleList",
    "PoolMembership",
    "Publication",
    "Reference",
    "RegisterEntry",
    "SearchText",
    "SheetImport",
    "Skill",
    "Stated",
    "Training",
    "Unavailability",
]
