import pytest

from missions.models import QuotaTarget
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.models import Candidacy
from selection.delegation import engine_io
from selection.delegation.enums import LockKind
from selection.delegation.facts import read_facts
from selection.delegation.services import override_candidacy
from selection.engine.files import inputs_sha256, problem_to_json
from selection.engine.results import result_to_json
from selection.engine.solver import solve
from tests.factories.candidacies import CandidacyFactory
from tests.factories.delegation import compared, officer, selection_call
from tests.factories.missions import MissionFactory

pytestmark = pytest.mark.django_db


def problem_of(call, **options):
    read_facts(call)
    return engine_io.read_problem(call, **options)


def test_a_candidacy_becomes_integers_labels_and_references():
    call = selection_call(places=3, unit_cost_cents=215_000, budget_cents=900_000)
    candidacy = compared(call, 732, gender="F", language_group="NL", internal=True)

    problem = problem_of(call)

    (one,) = problem.candidacies
    assert (one.id, one.person, one.score) == (candidacy.public_id, candidacy.candidate.public_id, 732)
    assert one.cost_cents == 215_000
    assert one.labels == ("gender=F", "language_group=NL", "affiliation=internal", "first_timer=yes")
    assert one.ties == (engine_io.NEVER_SENT, 0)
    assert (problem.calls[0].places, problem.calls[0].budget_cents) == (3, 900_000)
    assert problem.seed == call.seed


@pytest.mark.parametrize("gender", ["X", ""])
def test_another_gender_or_none_said_counts_in_neither_side(gender):
    call = selection_call()
    compared(call, 600, gender=gender, language_group="")

    (one,) = problem_of(call).candidacies

    assert one.labels == ("affiliation=external", "first_timer=yes")


def test_an_own_cost_takes_the_place_of_the_calls():
    call = selection_call()
    candidacy = compared(call, 600)
    Candidacy.objects.filter(pk=candidacy.pk).update(cost_cents=1, cost_reason="Near by.")

    assert [one.cost_cents for one in problem_of(call).candidacies] == [1]


def test_only_eligible_candidacies_with_points_are_compared():
    call = selection_call()
    known = compared(call, 600)
    compared(call, 900, status=CandidacyStatus.INELIGIBLE)
    compared(call, 900, status=CandidacyStatus.WITHDRAWN)
    compared(call, 900, status=CandidacyStatus.SUBMITTED)
    CandidacyFactory(call=call, eligible=True)

    assert [one.id for one in problem_of(call).candidacies] == [known.public_id]


@pytest.mark.parametrize(
    ("lock", "given"), [(LockKind.ADMIT, None), (LockKind.IN, "in"), (LockKind.OUT, "out")]
)
def test_somebody_below_the_minimum_is_compared_only_once_a_person_decided(lock, given):
    call = selection_call(minimum_score_tenths=500)
    below = compared(call, 499)
    assert problem_of(call).candidacies == ()

    override_candidacy(below, lock=lock, reason="A rare language.", actor=officer())

    assert [one.lock for one in problem_of(call).candidacies] == [given]


def test_who_holds_a_place_is_locked_in_and_with_keeps_team_also_who_was_selected():
    call = selection_call()
    nominated = compared(call, 500, status=CandidacyStatus.NOMINATED)
    selected = compared(call, 600, status=CandidacyStatus.SELECTED)

    def locked(problem):
        return {one.id for one in problem.candidacies if one.lock == "in"}

    assert locked(problem_of(call)) == {nominated.public_id}
    assert locked(problem_of(call, keeps_team=True)) == {nominated.public_id, selected.public_id}


def test_places_stay_within_belgiums_share_of_the_mission():
    call = selection_call(places=10)
    call.mission.observers_requested, call.mission.share_percent = 39, 15
    call.mission.save()

    assert problem_of(call).calls[0].places == 5


def test_bands_become_bands_with_the_years_earlier_choices():
    call, earlier = selection_call(), selection_call()
    other_year = selection_call()
    for one in (earlier, other_year):
        one.decided_at = one.closed_at
        one.save()
    shift = call.mission.election_day.year
    earlier.mission.election_day = earlier.mission.election_day.replace(year=shift)
    earlier.mission.save()
    other_year.mission.election_day = other_year.mission.election_day.replace(year=shift - 1)
    other_year.mission.save()
    for gender in ("F", "M", "M", "X"):
        compared(earlier, 600, status=CandidacyStatus.SELECTED, gender=gender)
    compared(earlier, 600, status=CandidacyStatus.NOT_SELECTED, gender="F")
    compared(other_year, 600, status=CandidacyStatus.SELECTED, gender="F")
    read_facts(earlier)
    read_facts(other_year)
    QuotaTarget.objects.create(call=call, label="gender=F", min_share=40, carries_year=True)
    QuotaTarget.objects.create(call=call, label="language_group=FR", min=1, max=2, hard=True)

    gender, language = problem_of(call).calls[0].bands

    assert dict(gender.carried) == {"gender=F": 1, "gender=M": 2}
    assert (gender.min_share, gender.hard) == (40, False)
    assert (language.min, language.max, language.hard, dict(language.carried)) == (1, 2, True, {})


def test_rows_are_read_with_the_same_number_of_queries_for_one_and_three_people(django_assert_num_queries):
    call = selection_call()
    compared(call, 600)
    read_facts(call)
    with django_assert_num_queries(3):
        engine_io.read_problem(call)
    compared(call, 500)
    compared(call, 400)
    read_facts(call)
    with django_assert_num_queries(3):
        engine_io.read_problem(call)


def test_the_same_inputs_give_the_identical_result_whatever_the_order_of_the_rows():
    call = selection_call(places=2)
    for points in (500, 600, 600, 600, 700):
        compared(call, points)
    problem = problem_of(call)
    turned = type(problem)(
        problem.seed, problem.calls, problem.candidacies[::-1], problem.policy, problem.budget_cents
    )

    assert inputs_sha256(turned) == inputs_sha256(problem)
    assert result_to_json(solve(turned)) == result_to_json(solve(problem))
    assert problem_to_json(turned) == problem_to_json(problem)


def test_the_year_is_that_of_the_election_day():
    call = selection_call()
    call.mission = MissionFactory.build(election_day=call.closes_on.replace(year=2031, month=1, day=3))

    assert engine_io.year_of(call) == 2031
