"""The night gives chains to living calls that were published before there were chains, once."""

import pytest
from django.utils import timezone

from missions.models import Milestone, Mission
from missions.services import enter_past_calls, place_milestones, place_missing_chains
from osce_portal.audit.models import AuditEntry
from osce_portal.night import night_steps
from tests.factories.missions import CallFactory, MissionFactory, VacancyCallFactory, days_from_today

pytestmark = pytest.mark.django_db
QUERIES = 9


def done_of(call) -> set[str]:
    return set(call.milestones.filter(done_at__isnull=False).values_list("kind", flat=True))


def test_a_living_call_gets_the_chain_it_would_have_had_with_what_is_done_ticked_off():
    published, vacancy = CallFactory(), VacancyCallFactory()
    closed, decided = CallFactory(closed=True), CallFactory(closed=True, decided_at=timezone.now())
    with_chain = CallFactory()
    place_milestones(with_chain)

    assert (place_missing_chains(), place_missing_chains()) == (4, 0)

    assert done_of(published) == done_of(vacancy) == set()
    assert done_of(closed) == {"deadline"}
    assert done_of(decided) == {"deadline", "screening", "selection"}
    assert closed.milestones.get(kind="deadline").done_at == closed.closes_at
    placed = dict(published.milestones.values_list("kind", "due_on"))
    published.milestones.all().delete()
    place_milestones(published)
    assert placed == dict(published.milestones.values_list("kind", "due_on"))
    assert with_chain.milestones.count() == 7
    assert AuditEntry.objects.filter(action="call.chain_placed").count() == 4


def test_calls_on_which_nobody_acts_get_none():
    CallFactory(unpublished=True)
    CallFactory(cancelled_at=timezone.now())
    CallFactory(awaited=True)
    CallFactory(mission__election_day=days_from_today(-40))  # its report was due ten days ago
    enter_past_calls([MissionFactory(election_day=days_from_today(20))], actor=None)

    assert place_missing_chains() == 0
    assert not Milestone.objects.exists()


def test_where_the_election_has_no_day_any_more_the_chain_waits_for_it():
    call = CallFactory(closed=True)
    Mission.objects.update(election_day=None, date_precision="month")

    assert place_missing_chains() == 1
    assert call.milestones.filter(due_on=None).count() == 6


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_as_many_queries_for_three_calls_as_for_one(count, django_assert_num_queries):
    CallFactory.create_batch(count)

    with django_assert_num_queries(QUERIES):
        assert place_missing_chains() == count


def test_it_runs_at_night_after_calls_are_closed():
    order = [step.run.__name__ for step in night_steps()]

    assert order.index("close_due_calls") < order.index("place_missing_chains")
