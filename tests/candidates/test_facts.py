"""Asking by the facts of the search's row finds the people whom the rules name, read from their files."""

import datetime as dt

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from candidates import models, services
from candidates.affiliation import crisis_affiliation, observer_affiliation
from candidates.completeness import completeness_for
from candidates.enums import EmployerKind, ExpertiseField, ObserverRole, TrainingKind
from candidates.facets import cv
from candidates.facets.facet import facets_for
from candidates.facts import fact, having_worked, speaking, stating
from candidates.models import Candidate
from osce_portal.common.enums import Affiliation, CefrLevel, Scheme
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory, EmploymentFactory, ObservationExperienceFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
DAYS = st.integers(-9000, 300).map(lambda days: TODAY + dt.timedelta(days=days))
FIELDS = st.sampled_from(list(ExpertiseField)[:4])
COUNTRIES = st.sampled_from(["BE", "GE", "KG"])
LEVELS = st.sampled_from(CefrLevel.values)


@st.composite
def periods(draw, *, may_lack_start: bool):
    first, last = sorted([draw(DAYS), draw(DAYS)])
    begun = draw(st.sampled_from([first, None])) if may_lack_start else first
    return {"started_on": begun, "ended_on": draw(st.sampled_from([last, None]))}


def lines_of(model, **columns):
    return st.builds(lambda **values: model(**values), **columns)


LANGUAGES = st.lists(
    lines_of(
        models.LanguageSkill, language=st.sampled_from(["en", "ru", "rom"]), is_mother_tongue=st.booleans(),
        listening=LEVELS, reading=LEVELS, speaking=LEVELS, writing=LEVELS,
    ),
    max_size=3, unique_by=lambda line: line.language,
)  # fmt: skip
EMPLOYERS = st.builds(
    lambda kind, period: models.Employer(kind=kind, **period),
    st.sampled_from(EmployerKind), periods(may_lack_start=True),
)  # fmt: skip
POSTS = st.builds(
    lambda field, country, crisis, period: models.Employment(
        title="a", organisation="b", field=field, country=country, crisis_environment=crisis, **period
    ),
    FIELDS, COUNTRIES, st.booleans(), periods(may_lack_start=False),
)  # fmt: skip
MISSIONS = lines_of(
    models.ObservationExperience, role=st.sampled_from(ObserverRole), country=COUNTRIES,
    year=st.integers(1992, TODAY.year), for_belgium=st.booleans(),
)  # fmt: skip
STUDIES = lines_of(
    models.Education, level=st.sampled_from(["secondary", "bachelor"]), field=FIELDS, title=st.just("a"),
    institution=st.just("b"),
)  # fmt: skip
TRAININGS = lines_of(
    models.Training, kind=st.sampled_from(list(TrainingKind)[:3]), completed_on=st.just(TODAY)
)
STAYS = lines_of(models.CountryExperience, country=COUNTRIES, kind=st.just("work"), months=st.just(3))
REFEREES = lines_of(models.Reference, name=st.just("a"), email=st.just("a@example.org"), agreed=st.just(True))
CVS = st.tuples(
    LANGUAGES,
    *(st.lists(lines, max_size=most) for lines, most in (
        (EMPLOYERS, 2), (POSTS, 4), (MISSIONS, 4), (STUDIES, 2), (TRAININGS, 2), (STAYS, 2), (REFEREES, 3),
    )),
).map(lambda sections: [line for lines in sections for line in lines])  # fmt: skip


def make_file(lines) -> Candidate:
    person = CandidateFactory(registered=True, belgian=True)
    for line in lines:
        line.candidate = person
        line.save()
    services.refresh_search([person])
    return Candidate.objects.with_file().get(pk=person.pk)


def says(person: Candidate, condition) -> bool:
    return Candidate.objects.filter(pk=person.pk).filter(condition).exists()


def days_worked(person: Candidate, today: dt.date) -> int:
    """Day by day, each once."""
    days: set[int] = set()
    for post in person.employments.all():
        last = min(post.ended_on or today, today)
        days |= set(range(post.started_on.toordinal(), last.toordinal() + 1))
    return len(days)


def check_languages(person):
    levels = {line.language: line.level for line in person.languages.all()}
    for language in ("en", "ru", "rom", "ro"):
        for level in ("", *CefrLevel.values):
            expected = language in levels and levels[language] >= level
            assert says(person, stating(speaking(language, level))) == expected


def check_lines(person):
    posts, missions = person.employments.all(), person.observations.all()
    known = {line.country for line in (*posts, *missions, *person.country_experiences.all())}
    fields = {line.field for line in (*posts, *person.educations.all())}
    trained = {line.kind for line in person.trainings.all()}
    for country in ("BE", "GE", "KG"):
        assert says(person, stating([fact("knows", country)])) == (country in known)
    for field in ExpertiseField:
        assert says(person, stating([fact("field", field)])) == (field in fields)
    for kind in TrainingKind:
        assert says(person, stating([fact("trained", kind)])) == (kind in trained)
    assert says(person, stating([fact("crisis")])) == any(post.crisis_environment for post in posts)
    for role in ("", *ObserverRole):
        count = sum(role in ("", mission.role) for mission in missions)
        for number in range(1, 6):
            asked = stating([fact("observed", role, str(number))])
            assert says(person, asked) == (count >= number)


def check_rules(person):
    for scheme in Scheme:
        expected = completeness_for(person, scheme).is_ready
        assert says(person, stating([fact("ready", scheme)])) == expected
    own = Candidate.objects.filter(pk=person.pk)
    is_ministrys = observer_affiliation(person, TODAY) == Affiliation.INTERNAL
    is_federal = crisis_affiliation(person, TODAY) == Affiliation.INTERNAL
    assert cv.with_affiliation(own, "ministry").exists() == is_ministrys
    assert cv.with_affiliation(own, "federal").exists() == is_federal
    assert cv.with_affiliation(own, "external").exists() != is_federal


def check_years(person):
    sent = [line.year for line in person.observations.all() if line.for_belgium and line.role != "domestic"]
    assert person.stated.last_sent == max(sent, default=None)
    for later in (0, 400, 4000):  # the facts as written today, asked later
        day = TODAY + dt.timedelta(days=later)
        if any(TODAY <= (post.ended_on or TODAY) < day for post in person.employments.all() if post.ended_on):
            continue  # the night writes anew what has ended since
        for years in (1, 2, 5, 10, 20):
            assert says(person, having_worked(years, day)) == (
                days_worked(person, day) >= years * 1461 // 4
            ), (years, day)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=CVS)
def test_the_facts_find_whom_the_rules_name(lines):
    with transaction.atomic():
        person = make_file(lines)

        check_languages(person)
        check_lines(person)
        check_rules(person)
        check_years(person)


def test_no_two_facts_have_one_code():
    asked = [
        *(("speaks", language, level) for language in ("en", "ro", "rom") for level in CefrLevel.values),
        *(("observed", role, str(number)) for role in ("", *ObserverRole) for number in range(1, 30)),
        *(("field", field) for field in ExpertiseField), *(("trained", kind) for kind in TrainingKind),
        *(("employed", kind) for kind in EmployerKind), *(("ready", scheme) for scheme in Scheme),
        *(("knows", country) for country in ("BE", "GE")), ("crisis",),
    ]  # fmt: skip

    assert len({fact(*one) for one in asked}) == len(asked)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="vectors are PostgreSQL's")
def test_facts_asked_together_are_one_question_of_their_index():
    ObservationExperienceFactory()
    services.rebuild_search()
    asked = Candidate.objects.filter(stating(speaking("ru", "B2"))).filter(stating([fact("knows", "GE")]))
    with connection.cursor() as cursor:  # nothing is left but a bitmap of an index that fits the condition
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")

    plan = asked.order_by().explain()

    assert plan.count("Bitmap Index Scan on search_by_facts") == 1
    assert "speaksruc1" in plan and "knowsge" in plan


def test_a_post_that_has_ended_since_is_counted_anew_at_night():
    person = CandidateFactory()
    EmploymentFactory(candidate=person, started_on=TODAY - dt.timedelta(days=730), ended_on=TODAY)
    services.rebuild_search()
    assert says(person, having_worked(3, TODAY + dt.timedelta(days=400)))
    assert services.catch_up_search() == 0

    yesterday = timezone.now() - dt.timedelta(days=1)
    models.Employment.objects.update(ended_on=yesterday.date())
    models.SearchText.objects.update(written_at=yesterday)
    Candidate.objects.update(updated_at=yesterday - dt.timedelta(days=1))

    assert services.catch_up_search() == 1
    assert not says(person, having_worked(3, TODAY + dt.timedelta(days=400)))


def test_a_file_without_facts_gets_them_at_night():
    ObservationExperienceFactory(country="GE")
    services.rebuild_search()
    models.Stated.objects.all().delete()

    assert services.catch_up_search() == 1
    assert Candidate.objects.filter(stating([fact("knows", "GE")])).count() == 1


def test_experience_is_among_the_facets():
    names = {facet.name for facet in facets_for(UserFactory(staff=True))}
    assert {"field", "worked", "crisis"} <= names
