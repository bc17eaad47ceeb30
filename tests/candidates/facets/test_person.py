"""Each facet as it stands in the address of the list, and whom it finds; those of the CV too."""

import datetime as dt

import pytest
from django.http import QueryDict
from django.utils import timezone

from candidates import services
from candidates.finding import Finding
from tests.factories import candidates as factories
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
EVERYBODY = "Ann Bea Cara Dina Eve"
FOUND = {
    "pool=deployable": "Ann",
    "pool=invited": "Bea",
    "pool=expired": "Cara",
    "pool=listed": "Dina",
    "pool=ended": "Eve",
    "group=FR": "Ann",
    "group=NL": "Bea",
    "group=none": "Cara Dina Eve",
    "letters=fr": "Ann",
    "letters=nl": "Bea",
    "letters=de": "Cara Dina Eve",
    "registered=yes": "Ann Bea",
    "registered=no": "Cara Dina Eve",
    "account=yes": "Ann Eve",
    "account=no": "Bea Cara Dina",
    "told=sent": "Bea",
    "told=no": "Cara",
    "told=expired": "Dina",
    "gender=F": "Ann",
    "gender=M": "Bea",
    "gender=X": "Cara",
    "gender=none": "Dina Eve",
    "training=heat": "Ann",
    "training=first_aid": "Bea",
    "field=law": "Ann",
    "field=security": "Bea",
    "crisis=yes": "Bea",
    "worked=2": "Ann Bea",
    "worked=5": "Ann",
    "ready=election_observation": "Ann",
    "ready=secondment": "",
    "language1=ru": "Ann Bea",
    "language1=ru&level1=C1": "Bea",
    "language1=ru&language2=en": "Ann",
    "language1=ru&language2=ru&level2=C1": "Bea",
    "level1=C1": EVERYBODY,
    "country=GE": "Ann",
    "observed_as=sto": "Ann",
    "affiliation=ministry": "Bea",
    "pool=anything": EVERYBODY,
    "account=no&told=sent": "Bea",
}


def make_ann():
    ann = factories.CandidateFactory(
        first_name="Ann", registered=True, belgian=True, with_cv=True,
        gender="F", language_group="FR", correspondence_language="fr",
    )  # fmt: skip
    factories.LanguageSkillFactory(candidate=ann, language="ru", skill="B2")
    factories.TrainingFactory(candidate=ann, kind="heat")
    factories.PoolMembershipFactory(candidate=ann, trained=True)


def make_bea(now: dt.datetime, long_ago: dt.date):
    bea = factories.CandidateFactory(
        first_name="Bea", user=None, registered=True, claim_sent_at=now,
        gender="M", language_group="NL", correspondence_language="nl",
    )  # fmt: skip
    factories.LanguageSkillFactory(candidate=bea, language="ru", skill="C1")
    factories.TrainingFactory(candidate=bea, kind="first_aid")
    factories.EmploymentFactory(candidate=bea, field="security", crisis_environment=True, started_on=long_ago)
    factories.EmployerFactory(candidate=bea, kind="fps_fa")
    factories.PoolMembershipFactory(candidate=bea, invited=True)


@pytest.fixture
def people():
    """Five who differ in all that is asked."""
    now, today = timezone.now(), timezone.localdate()
    past, long_ago = today - dt.timedelta(days=1), today - dt.timedelta(days=800)
    make_ann()
    make_bea(now, long_ago)
    german = {"correspondence_language": "de"}
    cara = factories.CandidateFactory(first_name="Cara", user=None, gender="X", **german)
    factories.PoolMembershipFactory(candidate=cara, listed_on=long_ago, valid_until=past)
    long_since = now - dt.timedelta(days=400)
    dina = factories.CandidateFactory(first_name="Dina", user=None, claim_sent_at=long_since, **german)
    factories.PoolMembershipFactory(candidate=dina)
    eve = factories.CandidateFactory(first_name="Eve", **german)
    factories.PoolMembershipFactory(candidate=eve, ended_on=past, end_reason="Left")
    services.rebuild_search()


def found(address: str, reader) -> str:
    people = Finding(QueryDict(address), reader).people
    return " ".join(sorted(people.values_list("first_name", flat=True)))


def test_each_facet_finds_those_of_whom_it_is_true(people):
    officer = UserFactory(staff=True, groups=["desk_officer"])
    assert {address: found(address, officer) for address in FOUND} == FOUND


def test_who_may_not_see_genders_does_not_find_by_them(people):
    auditor = UserFactory(staff=True, groups=["auditor"])
    assert found("gender=F", auditor) == EVERYBODY
