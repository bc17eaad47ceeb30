"""The candidates' database: one file per person."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_countries.fields import CountryField
from phonenumber_field.modelfields import PhoneNumberField

from candidates.enums import (
    FEDERAL_SERVICES,
    EducationLevel,
    EmployerKind,
    ExpertiseField,
    ObserverRole,
    StayKind,
    TrainingKind,
)
from candidates.languages import language_name
from candidates.querysets import CandidateQuerySet
from osce_portal.common.enums import Affiliation, CefrLevel, Gender, LanguageGroup, PersonLanguage
from osce_portal.common.models import PublicIdModel
from osce_portal.common.validators import validate_one_line


class Candidate(PublicIdModel):
    """A person who may be sent; also without an account (recorded by staff, imported), claimed later."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="candidate",
        verbose_name=_("account"),
    )  # fmt: skip
    first_name = models.CharField(_("first name"), max_length=100, validators=[validate_one_line])
    last_name = models.CharField(_("last name"), max_length=100, validators=[validate_one_line])
    email = models.EmailField(_("e-mail address"), db_index=True)
    phone = PhoneNumberField(_("telephone"), blank=True, region="BE")
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    city = models.CharField(
        _("place of residence"), max_length=100, blank=True, validators=[validate_one_line]
    )
    country = CountryField(_("country of residence"), blank=True, default="BE")
    nationalities = CountryField(_("nationalities"), multiple=True, blank=True)
    gender = models.CharField(
        _("gender"), max_length=1, choices=Gender, blank=True, default=Gender.NOT_SAID,
        help_text=_(
            "Asked only for the gender balance of the teams Belgium sends. It gives no points and does not "
            "appear where candidacies are assessed. Only the staff who keep your file, those who make or "
            "approve the selection and the auditor can see it."
        ),
    )  # fmt: skip
    language_group = models.CharField(
        _("language group"), max_length=2, choices=LanguageGroup, blank=True, default=LanguageGroup.NONE,
        help_text=_("For the balance between French and Dutch speakers; it changes nothing in your points."),
    )  # fmt: skip
    correspondence_language = models.CharField(
        _("language of letters and mails"), max_length=2, choices=PersonLanguage, default=PersonLanguage.FR
    )
    driving_licence = models.BooleanField(_("driving licence B"), default=False)
    registered_at = models.DateTimeField(_("registered at"), null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(_("last changed at"), auto_now=True)
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        ordering = ["last_name", "first_name", "id"]
        indexes = [
            models.Index(fields=["last_name", "first_name", "id"], name="candidate_by_name"),
            models.Index(Lower("email"), name="candidate_by_address"),
            models.Index(fields=["birth_date"], name="candidate_by_birth_date"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def language(self) -> str:
        """The language in which mails and documents speak to this person."""
        return self.correspondence_language

    @property
    def is_registered(self) -> bool:
        return self.registered_at is not None

    @property
    def is_belgian(self) -> bool:
        return "BE" in self.nationalities


class CvEntry(PublicIdModel):
    """A line of a CV, owned by one candidate: each section names the way back to its lines."""

    candidate: "models.ForeignKey[Candidate, Candidate]"

    class Meta:
        abstract = True


def _period_in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(ended_on__isnull=True)
        | Q(started_on__isnull=True)
        | Q(ended_on__gte=models.F("started_on")),
        name=name,
        violation_error_message=_("The end lies before the beginning."),
    )


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
        constraints = [_period_in_order("employer_period_in_order")]

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

    class Meta:
        verbose_name = _("education")
        verbose_name_plural = _("education")
        ordering = ["-started_on", "-id"]
        constraints = [_period_in_order("education_period_in_order")]

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

    class Meta:
        verbose_name = _("work experience")
        verbose_name_plural = _("work experience")
        ordering = ["-started_on", "-id"]
        constraints = [_period_in_order("employment_period_in_order")]

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

    class Meta:
        verbose_name = _("observation experience")
        verbose_name_plural = _("observation experience")
        ordering = ["-year", "-id"]
        indexes = [models.Index(fields=["-year", "-id"], name="observation_by_year")]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.get_country_display()} {self.year}"


class CountryExperience(CvEntry):
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="country_experiences")
    country = CountryField(_("country"))
    kind = models.CharField(_("kind of stay"), max_length=12, choices=StayKind)
    months = models.PositiveSmallIntegerField(_("months in all"))
    description = models.CharField(_("what for"), max_length=300, blank=True, validators=[validate_one_line])

    class Meta:
        verbose_name = _("experience of a country")
        verbose_name_plural = _("experience of countries")
        ordering = ["country", "-months"]

    def __str__(self) -> str:
        return ngettext("%(country)s: %(months)s month", "%(country)s: %(months)s months", self.months) % {
            "country": self.get_country_display(),
            "months": self.months,
        }
