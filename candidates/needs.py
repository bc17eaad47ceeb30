"""What each of the four schemes asks of a file, by name.

``completeness`` reads it from one file, ``conditions`` asks the database about all of them.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from candidates.enums import EducationLevel
from osce_portal.common.enums import Scheme

WORKING_LANGUAGE = "en"  # of every ODIHR mission, of the OSCE's posts and of the generic training
DEGREES = frozenset({EducationLevel.BACHELOR, EducationLevel.MASTER, EducationLevel.DOCTORATE})
REFERENCES = 3  # the OSCE's vacancy system takes no application with fewer (its questions and answers)


class NeedCode(models.TextChoices):
    """One thing a file may need; the label says what is asked."""

    IDENTITY = "identity", _("Your personal details")
    NATIONALITY = "nationality", _("The Belgian nationality")
    EMPLOYER = "employer", _("Your employer")
    ENGLISH = "english", _("Your languages, with English")
    BACKGROUND = "background", _("Education or work experience")
    EDUCATION = "education", _("Your studies")
    DEGREE = "degree", _("A university degree")
    WORK = "work", _("Your work experience")
    REFERENCES = "references", _("Three references")


SECTION_OF = {
    NeedCode.IDENTITY: "identity",
    NeedCode.NATIONALITY: "identity",
    NeedCode.EMPLOYER: "employers",
    NeedCode.ENGLISH: "languages",
    NeedCode.BACKGROUND: "education",
    NeedCode.EDUCATION: "education",
    NeedCode.DEGREE: "education",
    NeedCode.WORK: "work",
    NeedCode.REFERENCES: "references",
}
WHY = {
    NeedCode.IDENTITY: _("Every candidacy needs it (procedure of FPS Foreign Affairs, point 1)."),
    NeedCode.NATIONALITY: _("Belgium nominates Belgians."),
    NeedCode.EMPLOYER: _("It says whether you are internal or external (procedure, point 4)."),
    NeedCode.ENGLISH: _("The working language of the OSCE and of its missions."),
    NeedCode.BACKGROUND: _("What you know is weighed (procedure, point 4)."),
    NeedCode.EDUCATION: _("Each vacancy of the OSCE asks for studies."),
    NeedCode.DEGREE: _("The openings ask for a first degree; each round confirms it."),
    NeedCode.WORK: _("Each post asks for years of experience in its field."),
    NeedCode.REFERENCES: _("The OSCE's application asks for them."),
}
_N = NeedCode
_EVERYBODY = (_N.IDENTITY, _N.NATIONALITY)
# Observation: FPS FA procedure, points 1 and 4; ODIHR handbook on English. Secondment: the OSCE's notices
# (studies, years, English) and its application (references). JPO: the programme's openings. Crisis
# management: FPS FA's page on its experts (services or external, experience) and the training in English;
# reserve list and training are the pool's, not the file's.
SCHEME_NEEDS: dict[Scheme, tuple[NeedCode, ...]] = {
    Scheme.ELECTION_OBSERVATION: (*_EVERYBODY, _N.EMPLOYER, _N.ENGLISH, _N.BACKGROUND),
    Scheme.SECONDMENT: (*_EVERYBODY, _N.EMPLOYER, _N.ENGLISH, _N.EDUCATION, _N.WORK, _N.REFERENCES),
    Scheme.JPO: (*_EVERYBODY, _N.ENGLISH, _N.DEGREE),
    Scheme.CRISIS_MANAGEMENT: (*_EVERYBODY, _N.EMPLOYER, _N.ENGLISH, _N.WORK),
}
