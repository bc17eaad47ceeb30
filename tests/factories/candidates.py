"""People and the lines of their CVs. ``CandidateFactory(registered=True, belgian=True, with_cv=True)``."""

import datetime as dt

import factory
from django.utils import timezone

from candidates import models
from candidates.enums import (
    DocumentKind,
    EducationLevel,
    EmployerKind,
    ExpertiseField,
    ObserverRole,
    SkillKind,
    StayKind,
    TrainingKind,
)
from osce_portal.common.enums import CefrLevel
from tests.factories.accounts import UserFactory
from tests.factories.files import StoredFileFactory


class CvEntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True

    candidate = factory.SubFactory("tests.factories.candidates.CandidateFactory")


class EmployerFactory(CvEntryFactory):
    class Meta:
        model = models.Employer

    kind = EmployerKind.OTHER
    name = "Université de Liège"
    started_on = dt.date(2015, 9, 1)


class LanguageSkillFactory(CvEntryFactory):
    """English at C1 unless told otherwise: ``LanguageSkillFactory(language="ru", skill="B2")``."""

    class Meta:
        model = models.LanguageSkill

    class Params:
        skill = CefrLevel.C1

    language = "en"
    listening = factory.SelfAttribute("skill")
    reading = factory.SelfAttribute("skill")
    speaking = factory.SelfAttribute("skill")
    writing = factory.SelfAttribute("skill")


class EducationFactory(CvEntryFactory):
    class Meta:
        model = models.Education

    level = EducationLevel.MASTER
    field = ExpertiseField.LAW
    title = "Master en droit"
    institution = "Université de Liège"
    started_on = dt.date(2008, 9, 15)
    ended_on = dt.date(2013, 6, 30)


class EmploymentFactory(CvEntryFactory):
    class Meta:
        model = models.Employment

    title = "Juriste"
    organisation = "Université de Liège"
    field = ExpertiseField.LAW
    started_on = dt.date(2015, 9, 1)


class TrainingFactory(CvEntryFactory):
    class Meta:
        model = models.Training

    kind = TrainingKind.OBSERVER_COURSE
    title = "STO course"
    completed_on = dt.date(2019, 5, 17)


class ObservationExperienceFactory(CvEntryFactory):
    class Meta:
        model = models.ObservationExperience

    role = ObserverRole.STO
    country = "MD"
    election = "Parliamentary elections"
    year = 2021
    for_belgium = True


class CountryExperienceFactory(CvEntryFactory):
    class Meta:
        model = models.CountryExperience

    country = "GE"
    kind = StayKind.WORK
    months = 8


class SkillFactory(CvEntryFactory):
    class Meta:
        model = models.Skill

    kind = SkillKind.ORGANISATION
    description = "Leading a polling team of five"


class PublicationFactory(CvEntryFactory):
    class Meta:
        model = models.Publication

    title = "Counting votes by candlelight"
    year = 2020
    source = "Revue de droit électoral"


class ReferenceFactory(CvEntryFactory):
    class Meta:
        model = models.Reference

    name = factory.Sequence(lambda n: f"Dominique Referee {n}")
    function = "Head of unit"
    organisation = "Université de Liège"
    email = factory.Sequence(lambda n: f"referee{n}@example.org")
    agreed = True


class UnavailabilityFactory(CvEntryFactory):
    class Meta:
        model = models.Unavailability

    started_on = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=30))
    ended_on = factory.LazyAttribute(lambda period: period.started_on + dt.timedelta(days=10))


class DocumentFactory(CvEntryFactory):
    """The candidate's own upload."""

    class Meta:
        model = models.Document

    kind = DocumentKind.DIPLOMA
    title = factory.Sequence(lambda n: f"Master en droit {n}")
    file = factory.SubFactory(
        StoredFileFactory, name="diploma.pdf", uploaded_by=factory.SelfAttribute("..candidate.user")
    )


class CandidateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Candidate
        skip_postgeneration_save = True

    user = factory.SubFactory(UserFactory)
    first_name = factory.Sequence(lambda n: f"Camille{n}")
    last_name = "Peeters"
    email = factory.Maybe(
        "user", factory.SelfAttribute("user.email"), factory.Sequence(lambda n: f"paper{n}@example.org")
    )

    class Params:
        registered = factory.Trait(
            registered_at=factory.LazyFunction(timezone.now),
            birth_date=dt.date(1988, 3, 14),
            phone="+32470123456",
            city="Liège",
            nationalities=["FR"],
        )
        belgian = factory.Trait(nationalities=["BE"])
        with_cv = factory.Trait(
            english=factory.RelatedFactory(LanguageSkillFactory, "candidate"),
            employer=factory.RelatedFactory(EmployerFactory, "candidate"),
            degree=factory.RelatedFactory(EducationFactory, "candidate"),
            work=factory.RelatedFactory(EmploymentFactory, "candidate"),
            training=factory.RelatedFactory(TrainingFactory, "candidate"),
            observation=factory.RelatedFactory(ObservationExperienceFactory, "candidate"),
            stay=factory.RelatedFactory(CountryExperienceFactory, "candidate"),
        )
        without_account = factory.Trait(user=None)


class PoolMembershipFactory(CvEntryFactory):
    """On the list for two years from a month ago; ``invited`` and ``trained`` as far as each has come."""

    class Meta:
        model = models.PoolMembership

    class Params:
        invited = factory.Trait(invited_on=factory.LazyFunction(timezone.localdate))
        trained = factory.Trait(
            invited_on=factory.LazyFunction(timezone.localdate),
            trained_on=factory.LazyFunction(timezone.localdate),
        )

    selor_reference = "CG-2026-01"
    listed_on = factory.LazyFunction(lambda: timezone.localdate() - dt.timedelta(days=30))
    valid_until = factory.LazyFunction(lambda: timezone.localdate() + dt.timedelta(days=700))
