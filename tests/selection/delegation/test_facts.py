import datetime as dt

import pytest

from candidates.enums import EmployerKind, ObserverRole
from osce_portal.common.enums import Affiliation
from selection.candidacies.models import Dossier
from selection.delegation.facts import affiliation_on, read_facts
from selection.delegation.models import BalanceFacts
from tests.factories.candidacies import DossierFactory
from tests.factories.candidates import ObservationExperienceFactory
from tests.factories.delegation import compared, selection_call

LAST_DAY = dt.date(2027, 3, 14)


def employer(kind=EmployerKind.FPS_FOREIGN_AFFAIRS, started_on="2020-01-01", ended_on=None):
    return {"kind": kind, "started_on": started_on, "ended_on": ended_on}


@pytest.mark.parametrize(
    ("entry", "affiliation"),
    [
        (employer(), Affiliation.INTERNAL),
        (employer(started_on=None), Affiliation.INTERNAL),
        (employer(ended_on="2027-03-14"), Affiliation.INTERNAL),
        (employer(ended_on="2027-03-13"), Affiliation.EXTERNAL),
        (employer(started_on="2027-03-15"), Affiliation.EXTERNAL),
        (employer(kind=EmployerKind.FEDERAL_POLICE), Affiliation.EXTERNAL),
    ],
)
def test_internal_means_employed_by_the_fps_fa_on_the_last_day(entry, affiliation):
    assert affiliation_on([entry], LAST_DAY) == affiliation


def test_nobody_without_an_employer_is_internal():
    assert affiliation_on([], LAST_DAY) == Affiliation.EXTERNAL


@pytest.mark.django_db
def test_facts_come_from_the_dossier_and_are_read_once(django_assert_num_queries):
    call = selection_call()
    candidacy = compared(call, 600, gender="X", language_group="")

    assert read_facts(call) == 1
    with django_assert_num_queries(1):
        assert read_facts(call) == 0

    facts = BalanceFacts.objects.get(candidacy=candidacy)
    assert (facts.gender, facts.language_group, facts.first_timer) == ("X", "", True)
    assert facts.last_belgian_year is None


@pytest.mark.django_db
def test_a_dossier_frozen_anew_is_read_again():
    call = selection_call()
    candidacy = compared(call, 600, gender="F")
    read_facts(call)
    dossier = Dossier.objects.get(candidacy=candidacy)
    dossier.data["person"]["gender"], dossier.sha256 = "M", "0" * 64
    dossier.save()

    assert read_facts(call) == 1
    assert BalanceFacts.objects.get(candidacy=candidacy).gender == "M"


@pytest.mark.django_db
def test_only_international_missions_end_a_first_timers_bonus_and_only_belgian_ones_count_as_sent():
    call = selection_call()
    at_home, abroad = compared(call, 600), compared(call, 600)
    ObservationExperienceFactory(candidate=at_home.candidate, role=ObserverRole.DOMESTIC, for_belgium=False)
    ObservationExperienceFactory(candidate=abroad.candidate, year=2019, for_belgium=True)
    ObservationExperienceFactory(candidate=abroad.candidate, year=2023, for_belgium=False)
    refreeze(at_home, abroad)

    read_facts(call)

    assert at_home.balance_facts.first_timer
    assert at_home.balance_facts.last_belgian_year is None
    assert not abroad.balance_facts.first_timer
    assert abroad.balance_facts.last_belgian_year == 2019


def refreeze(*candidacies):
    """The dossiers as the CVs are now."""
    for candidacy in candidacies:
        candidacy.dossiers.all().delete()
        DossierFactory(candidacy=candidacy)
