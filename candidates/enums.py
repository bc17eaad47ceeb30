"""The words of a CV."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EmployerKind(models.TextChoices):
    FPS_FOREIGN_AFFAIRS = "fps_fa", _("FPS Foreign Affairs")
    FPS_JUSTICE = "fps_justice", _("FPS Justice")
    FEDERAL_POLICE = "federal_police", _("Federal Police")
    CUSTOMS = "customs", _("Customs (FPS Finance)")
    FEDERAL_OTHER = "federal_other", _("Another federal service")
    OTHER = "other", _("Another employer")
    NONE = "none", _("No employer (student, self-employed, retired, …)")


FEDERAL_SERVICES = frozenset(
    {
        EmployerKind.FPS_FOREIGN_AFFAIRS,
        EmployerKind.FPS_JUSTICE,
        EmployerKind.FEDERAL_POLICE,
        EmployerKind.CUSTOMS,
        EmployerKind.FEDERAL_OTHER,
    }
)


class EducationLevel(models.TextChoices):
    SECONDARY = "secondary", _("Secondary school")
    VOCATIONAL = "vocational", _("Vocational training")
    BACHELOR = "bachelor", _("Bachelor's degree")
    MASTER = "master", _("Master's degree")
    DOCTORATE = "doctorate", _("Doctorate")


class ExpertiseField(models.TextChoices):
    """What a degree or a job is about; the first six count as relevant knowledge for an observer."""

    HUMAN_RIGHTS = "human_rights", _("Human rights")
    DEMOCRACY = "democracy", _("Democracy and elections")
    LAW = "law", _("Law")
    PUBLIC_ADMINISTRATION = "public_administration", _("Public administration")
    MEDIA = "media", _("Media")
    STATISTICS = "statistics", _("Statistics")
    SECURITY = "security", _("Police, defence and security")
    ECONOMY = "economy", _("Economy and environment")
    EDUCATION = "education", pgettext_lazy("field of expertise", "Education")
    OTHER = "other", _("Another field")


RELEVANT_FIELDS = frozenset(list(ExpertiseField)[:6])


class TrainingKind(models.TextChoices):
    LTO_MODULES = "lto_modules", _("ODIHR e-learning, modules for long-term observers")
    BRIEFING_COURSE = "briefing_course", _("National course or briefing day for observers")
    OBSERVER_COURSE = "observer_course", _("Observer course of several days")
    HEAT = "heat", _("Hostile environment awareness training (HEAT)")
    FIRST_AID = "first_aid", _("First aid")
    BGT = "bgt", _("Belgian generic training in crisis management (BGT)")
    OTHER = "other", _("Another training")


class ObserverRole(models.TextChoices):
    DOMESTIC = "domestic", _("Domestic observer or polling station staff")
    STO = "sto", _("Short-term observer")
    LTO = "lto", _("Long-term observer")
    CORE_TEAM = "core_team", _("Core team")


class StayKind(models.TextChoices):
    SHORT_STAY = "short_stay", _("Short stays")
    STUDY = "study", _("Studies")
    WORK = "work", _("Work")
    RESIDENCE = "residence", _("Residence")


class SkillKind(models.TextChoices):
    """What a skill is for, as Europass sorts them."""

    COMMUNICATION = "communication", _("Communication")
    ORGANISATION = "organisation", _("Organisation and leadership")
    JOB_RELATED = "job_related", _("Of the trade")
    DIGITAL = "digital", _("Digital")
    OTHER = "other", _("Another skill")


class DocumentKind(models.TextChoices):
    CV = "cv", _("CV")
    DIPLOMA = "diploma", _("Diploma")
    TRAINING = "training", _("Certificate of a training")
    EMPLOYMENT = "employment", _("Proof of employment")
    LANGUAGE = "language", _("Proof of language level")
    OTHER = "other", _("Another document")


class SheetKind(models.TextChoices):
    PEOPLE = "people", _("People of the register")
    POOL = "pool", _("Members of the pool")


class ImportOutcome(models.TextChoices):
    """What becomes of a row of a sheet."""

    NEW = "new", pgettext_lazy("row of a sheet", "New")
    CHANGED = "changed", pgettext_lazy("row of a sheet", "Changed")
    UNCHANGED = "unchanged", pgettext_lazy("row of a sheet", "Unchanged")
    REVIEW = "review", pgettext_lazy("row of a sheet", "To review")
    REFUSED = "refused", pgettext_lazy("row of a sheet", "Refused")


class ImportState(models.TextChoices):
    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Checked: to be confirmed")
    RUNNING = "running", _("Being taken over")
    DONE = "done", _("Taken over")
    FAILED = "failed", _("Broken off")


class Told(models.TextChoices):
    """Whether somebody without an account knows of the file."""

    NO = "no", _("Not told")
    SENT = "sent", _("Link sent")
    EXPIRED = "expired", _("Link expired")


class PoolState(models.TextChoices):
    """How far a member of the crisis-management pool has come; derived from the days, never stored."""

    LISTED = "listed", _("On the reserve list")
    INVITED = "invited", _("Invited to the generic training")
    DEPLOYABLE = "deployable", _("Trained: deployable")
    EXPIRED = "expired", pgettext_lazy("place on the list", "Expired")
    ENDED = "ended", _("Taken off the list")

    @property
    def what_comes_next(self) -> Any:
        """For the member, a sentence or two."""
        return POOL_NEXT[self]

    @property
    def tone(self) -> str:
        """In which ``includes/status_badge.html`` repeats it."""
        return POOL_TONES[self]


POOL_NEXT: dict[PoolState, Any] = {
    PoolState.LISTED: _(
        "What comes next: the ministry invites you to the generic training, which takes place about twice "
        "a year."
    ),
    PoolState.INVITED: _(
        "What comes next: the generic training. Once you have completed it, you can come forward for "
        "missions."
    ),
    PoolState.DEPLOYABLE: _(
        "What comes next: come forward for the missions of the crisis-management pool that the calendar "
        "announces."
    ),
    PoolState.EXPIRED: _(
        "What comes next: a new selection by Selor, about once a year, if you want to be on the list again."
    ),
    PoolState.ENDED: _("You are no longer on the list. Questions? Please write to us."),
}
POOL_TONES = {
    PoolState.LISTED: "active",
    PoolState.INVITED: "active",
    PoolState.DEPLOYABLE: "positive",
    PoolState.EXPIRED: "attention",
    PoolState.ENDED: "",
}


class Likeness(models.TextChoices):
    """By what two files may be one person's; the strongest first."""

    ADDRESS = "address", _("the same e-mail address")
    NAME_AND_BIRTH = "name_birth", _("the same name and date of birth")
    TELEPHONE = "telephone", _("the same telephone number")
    BIRTH_AND_CLOSE_NAME = "birth_close", _("the same date of birth and a similar name")
    NAME = "name", _("the same name, a date of birth missing")
