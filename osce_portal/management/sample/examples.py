"""The candidates of the printed logins: their files are made by the services, as they would do it."""

import datetime as dt

from candidates import models
from candidates.enums import EducationLevel, EmployerKind, ExpertiseField
from candidates.models import Candidate
from candidates.services import add_entry, register_candidate
from osce_portal.common.enums import LanguageGroup
from osce_portal.management.sample.logins import CANDIDATES, make_account
from osce_portal.management.sample.people import Draw

IDENTITIES = {
    "fr": ("Camille", "Exemple", LanguageGroup.FR, "Namur", "Université de Namur", "Licence en droit"),
    "nl": ("Robin", "Voorbeeld", LanguageGroup.NL, "Leuven", "KU Leuven", "Master in de rechten"),
    "de": ("Kim", "Beispiel", LanguageGroup.NONE, "Eupen", "RWTH Aachen", "Master Politikwissenschaft"),
}


def make_examples(source: Draw, password: str) -> dict[str, Candidate]:
    """One per language, by language. The German file is complete; the others lack the employer.

    That is left to whoever tries the portal, so that the page of what is missing has something to say.
    """
    return {language: _make(source, email, language, password) for email, language in CANDIDATES}


def _make(source: Draw, email: str, language: str, password: str) -> Candidate:
    first, last, group, city, school, degree = IDENTITIES[language]
    user = make_account(email, language, password)
    candidate = register_candidate(
        user, actor=user, first_name=first, last_name=last, language_group=group, city=city, country="BE",
        birth_date=dt.date(1988, 4, 12), phone="+32470000000", nationalities=["BE"],
        correspondence_language=language, driving_licence=True, is_sample=True,
    )  # fmt: skip
    _write_cv(candidate, language, school, degree)
    if language == "de":
        kind = EmployerKind.FPS_FOREIGN_AFFAIRS
        add_entry(candidate, models.Employer, actor=user, kind=kind, started_on=dt.date(2016, 1, 1))
    return candidate


def _write_cv(candidate: Candidate, language: str, school: str, degree: str) -> None:
    user = candidate.user
    levels = dict.fromkeys(("listening", "reading", "speaking", "writing"), "C1")
    add_entry(candidate, models.LanguageSkill, actor=user, language=language, is_mother_tongue=True)
    add_entry(candidate, models.LanguageSkill, actor=user, language="en", **levels)
    add_entry(
        candidate, models.Education, actor=user, level=EducationLevel.MASTER, field=ExpertiseField.LAW,
        title=degree, institution=school, started_on=dt.date(2006, 9, 15), ended_on=dt.date(2011, 6, 30),
    )  # fmt: skip
    add_entry(
        candidate, models.Employment, actor=user, title="Attaché", organisation=school, country="BE",
        field=ExpertiseField.PUBLIC_ADMINISTRATION, started_on=dt.date(2012, 1, 1),
    )  # fmt: skip
