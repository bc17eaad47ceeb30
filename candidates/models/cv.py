"""The sections of a CV that give points, and those that staff read beside them."""

from django.db import models
from django.db.models import F, Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_countries.fields import CountryField

from candidates.enums import (
    FEDERAL_SERVICES,
    EducationLevel,
    EmployerKind,
    ExpertiseField,
    ObserverRole,
    SkillKind,
    StayKind,
    TrainingKind,
)
from candidates.languages import language_name
from candidates.models.entry import CvEntry, country_display, period_in_order
from candidates.models.person import Candidate
from osce_portal.common.enums import Affiliation, CefrLevel
from osce_portal.common.validators import validate_one_line

HEADING_LENGTH = 90


class Employer(CvEntry):
    """For whom the person works: from it, and from nothing else, "internal" is derived."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="employers")
    kind = models.CharField(_("employer"), max_length=20, choices=EmployerKind)
    name = models.CharField(
        _("name of the employer"), max_length=150, blank=True, validators=[validate_one_line]
    )
    started_on = models.DateField(_("from"), null=True, blank=True)
    ended_on = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        verbose_name = _("employer")
        verbose_name_plural = _("employers")
        ordering = ["-started_on", "-id"]
        indexes = [models.Index(fields=["kind", "candidate"], name="employer_by_kind")]
        constraints = [period_in_order("employer_period_in_order")]

    def __str__(self) -> str:
        return self.name or self.get_kind_display()

    @property
    def observer_affiliation(self) -> Affiliation:
        """Internal means of the FPS FA where observers are chosen."""
        return Affiliation.INTERNAL if self.kind == EmployerKind.FPS_FOREIGN_AFFAIRS else Affiliation.EXTERNAL

    @property
    def crisis_affiliation(self) -> Affiliation:
        """Internal means of any federal service where crisis-management experts are chosen."""
        return Affiliation.INTERNAL if self.kind in FEDERAL_SERVICES else Affiliation.EXTERNAL


class LanguageSkill(CvEntry):
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="languages")
    language = models.CharField(_("language"), max_length=3, help_text=_("ISO 639 code"))
    is_mother_tongue = models.BooleanField(_("mother tongue"), default=False)
    listening = models.CharField(_("listening"), max_length=2, choices=CefrLevel, blank=True)
    reading = models.CharField(_("reading"), max_length=2, choices=CefrLevel, blank=True)
    speaking = models.CharField(_("speaking"), max_length=2, choices=CefrLevel, blank=True)
    writing = models.CharField(_("writing"), max_length=2, choices=CefrLevel, blank=True)

    class Meta:
        verbose_name = _("language")
        verbose_name_plural = _("languages")
        ordering = ["-is_mother_tongue", "language"]
        indexes = [models.Index(fields=["language", "candidate"], name="language_by_code")]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "language"],
                name="language_once_per_candidate",
                violation_error_message=_("This language is on your list already."),
            ),
            models.CheckConstraint(
                condition=Q(is_mother_tongue=True)
                | ~(Q(listening="") | Q(reading="") | Q(speaking="") | Q(writing="")),
                name="language_has_levels",
                violation_error_message=_(
                    "Please give a level for listening, reading, speaking and writing."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.level})"

    @property
    def name(self) -> str:
        """The language, in the language of the page."""
        return self.get_language_display()

    def get_language_display(self) -> str:
        """The language's name in the reader's language."""
        return language_name(self.language)

    @property
    def level(self) -> str:
        """The level that counts: the lowest of the four, C2 for a mother tongue."""
        if self.is_mother_tongue:
            return CefrLevel.C2
        return min(self.listening, self.reading, self.speaking, self.writing)


class Education(CvEntry):
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="educations")
    level = models.CharField(_("level"), max_length=12, choices=EducationLevel)
    field = models.CharField(_("field"), max_length=24, choices=ExpertiseField)
    title = models.CharField(_("diploma"), max_length=200, validators=[validate_one_line])
    institution = models.CharField(_("school or university"), max_length=200, validators=[validate_one_line])
    country = CountryField(_("country"), default="BE")
    started_on = models.DateField(_("from"), null=True, blank=True)
    ended_on = models.DateField(_("to"), null=True, blank=True)

    get_country_display = country_display

    class Meta:
        verbose_name = _("education")
        verbose_name_plural = _("education")
        ordering = ["-started_on", "-id"]
        constraints = [period_in_order("education_period_in_order")]

    def __str__(self) -> str:
        return self.title


class Employment(CvEntry):
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="employments")
    title = models.CharField(_("function"), max_length=200, validators=[validate_one_line])
    organisation = models.CharField(_("organisation"), max_length=200, validators=[validate_one_line])
    country = CountryField(_("country"), default="BE")
    field = models.CharField(_("field"), max_length=24, choices=ExpertiseField)
    started_on = models.DateField(_("from"))
    ended_on = models.DateField(
        _("to"), null=True, blank=True, help_text=_("Leave empty if you still work there.")
    )
    crisis_environment = models.BooleanField(
        _("in a crisis or highly volatile security environment"), default=False
    )
    description = models.TextField(_("tasks"), blank=True, max_length=2000)

    get_country_display = country_display

    class Meta:
        verbose_name = _("work experience")
        verbose_name_plural = _("work experience")
        ordering = ["-started_on", "-id"]
        indexes = [models.Index(fields=["country", "candidate"], name="employment_by_country")]
        constraints = [period_in_order("employment_period_in_order")]

    def __str__(self) -> str:
        return f"{self.title}, {self.organisation}"


class Training(CvEntry):
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="trainings")
    kind = models.CharField(_("training"), max_length=20, choices=TrainingKind)
    title = models.CharField(_("title"), max_length=200, blank=True, validators=[validate_one_line])
    organiser = models.CharField(
        _("organised by"), max_length=200, blank=True, validators=[validate_one_line]
    )
    completed_on = models.DateField(_("completed on"))

    class Meta:
        verbose_name = _("training")
        verbose_name_plural = _("trainings")
        ordering = ["-completed_on", "-id"]
        indexes = [models.Index(fields=["kind", "candidate"], name="training_by_kind")]

    def __str__(self) -> str:
        return self.title or self.get_kind_display()


class ObservationExperience(CvEntry):
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="observations")
    role = models.CharField(_("role"), max_length=10, choices=ObserverRole)
    organisation = models.CharField(
        _("organisation"), max_length=100, default="OSCE/ODIHR", validators=[validate_one_line]
    )
    country = CountryField(_("country"))
    election = models.CharField(_("election"), max_length=200, blank=True, validators=[validate_one_line])
    year = models.PositiveSmallIntegerField(_("year"))
    for_belgium = models.BooleanField(_("sent by Belgium"), default=False)
    verified_at = models.DateTimeField(_("verified at"), null=True, blank=True, editable=False)

    get_country_display = country_display

    class Meta:
        verbose_name = _("observation experience")
        verbose_name_plural = _("observation experience")
        ordering = ["-year", "-id"]
        indexes = [
            models.Index(fields=["country", "candidate"], name="observation_by_country"),
            models.Index(fields=["role", "candidate"], name="observation_by_role"),
            models.Index(
                fields=["candidate", "role", "year"],
                condition=Q(for_belgium=True),
                name="observation_for_belgium",
            ),
            models.Index(fields=["-year", "-id"], name="observation_by_year"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.get_country_display()} {self.year}"


class CountryExperience(CvEntry):
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="country_experiences")
    country = CountryField(_("country"))
    kind = models.CharField(_("kind of stay"), max_length=12, choices=StayKind)
    months = models.PositiveSmallIntegerField(_("months in all"))
    description = models.CharField(_("what for"), max_length=300, blank=True, validators=[validate_one_line])

    get_country_display = country_display

    class Meta:
        verbose_name = _("experience of a country")
        verbose_name_plural = _("experience of countries")
        ordering = ["country", "-months"]
        indexes = [models.Index(fields=["country", "candidate"], name="stay_by_country")]

    def __str__(self) -> str:
        return ngettext("%(country)s: %(months)s month", "%(country)s: %(months)s months", self.months) % {
            "country": self.get_country_display(),
            "months": self.months,
        }


class Skill(CvEntry):
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="skills")
    kind = models.CharField(_("kind of skill"), max_length=16, choices=SkillKind)
    description = models.TextField(_("skill"), max_length=2000)

    class Meta:
        verbose_name = _("skill")
        verbose_name_plural = _("skills")
        ordering = ["kind", "id"]

    def __str__(self) -> str:
        """Its first words: a skill may be told at length."""
        return Truncator(self.description.partition("\n")[0]).chars(HEADING_LENGTH)


class Publication(CvEntry):
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="publications")
    title = models.CharField(_("title"), max_length=300, validators=[validate_one_line])
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    source = models.CharField(
        _("journal, publisher or reference"), max_length=300, blank=True, validators=[validate_one_line]
    )
    url = models.URLField(_("web address"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = [F("year").desc(nulls_last=True), "-id"]

    def __str__(self) -> str:
        return self.title
