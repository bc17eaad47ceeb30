"""A mark and an approval at once. The race has its control: without the lock it is lost."""

import pytest

from missions.models import Call
from selection.assessment.errors import PointsDecided
from selection.assessment.models import Assessment
from selection.assessment.services import mark_motivation
from selection.delegation import errors
from selection.delegation.services import approve_run, propose_delegation, submit_run
from tests.factories.delegation import LevelFactory, marked, officer, selection_call
from tests.races import race

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def candidacy():
    """Compared with 70 points, ten of them for the motivation."""
    found = marked(selection_call(), 700)
    part = {"criterion": "motivation", "tenths": 100, "max_tenths": 100, "pending": False, "levels": ["full"]}
    found.assessments.update(working=[part])
    return found


@pytest.fixture
def submitted_run(candidacy):
    actor = officer()
    return submit_run(propose_delegation(candidacy.call, actor=actor), actor=actor)


@pytest.mark.parametrize("with_lock", [True, False], ids=["locked", "control without lock"])
def test_a_mark_and_an_approval_never_cross(candidacy, submitted_run, with_lock):
    none, marker, decider = LevelFactory(code="none", tenths=0), officer(), officer("decider")

    outcomes = race(
        lambda: mark_motivation(candidacy, level=none, comment="", actor=marker),
        lambda: approve_run(submitted_run, reason="Balanced and affordable.", actor=decider),
        with_lock=with_lock,
    )

    [decided_on] = [row["score"] for row in submitted_run.problem["candidacies"]]
    points, is_decided = Assessment.objects.get().total_tenths, Call.objects.get().decided_at is not None
    refused = [type(outcome) for outcome in outcomes if isinstance(outcome, Exception)]
    if with_lock:  # whichever came second was refused: the team is overtaken, or the points stand still
        assert (refused, points, is_decided) in [
            ([errors.StaleRun], 600, False),
            ([PointsDecided], decided_on, True),
        ]
    else:
        assert (refused, points, is_decided) == ([], 600, True)
        assert decided_on == 700


def test_after_the_approval_one_person_cannot_change_the_points(candidacy, submitted_run):
    approve_run(submitted_run, reason="Balanced and affordable.", actor=officer("decider"))

    with pytest.raises(PointsDecided):
        mark_motivation(candidacy, level=LevelFactory(code="none", tenths=0), comment="", actor=officer())

    assert Assessment.objects.get().total_tenths == 700
