"""A mark and an approval at once. The race has its control: without the lock it is lost."""

import threading

import pytest

from missions.models import Call
from selection.assessment.errors import PointsDecided
from selection.assessment.models import Assessment
from selection.assessment.services import mark_motivation, marks
from selection.delegation import errors
from selection.delegation.services import approve_run, propose_delegation, submit_run
from tests.factories.delegation import LevelFactory, marked, officer, selection_call
from tests.races import at_once, patience

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
def test_a_mark_and_an_approval_never_cross(candidacy, submitted_run, with_lock, monkeypatch):
    read, approved = threading.Event(), threading.Event()
    lock = marks.lock_undecided if with_lock else lambda pk, actor: Call.objects.get(pk=pk)

    def lock_and_wait(call_id, *, actor):
        call = lock(call_id, actor=actor)
        read.set()
        approved.wait(patience(with_lock=with_lock))
        return call

    def approve():
        read.wait()
        try:
            return approve_run(submitted_run, reason="Balanced and affordable.", actor=officer("decider"))
        finally:
            approved.set()

    monkeypatch.setattr(marks, "lock_undecided", lock_and_wait)
    none = LevelFactory(code="none", tenths=0)
    _marked, outcome = at_once(
        lambda: mark_motivation(candidacy, level=none, comment="", actor=officer()), approve
    )

    [decided_on] = [row["score"] for row in submitted_run.problem["candidacies"]]
    points = Assessment.objects.get().total_tenths
    if with_lock:  # the mark came first: what was handed in is overtaken
        assert isinstance(outcome, errors.StaleRun)
        assert Call.objects.get().decided_at is None
    else:
        assert Call.objects.get().decided_at is not None
        assert (decided_on, points) == (700, 600)


def test_after_the_approval_one_person_cannot_change_the_points(candidacy, submitted_run):
    approve_run(submitted_run, reason="Balanced and affordable.", actor=officer("decider"))

    with pytest.raises(PointsDecided):
        mark_motivation(candidacy, level=LevelFactory(code="none", tenths=0), comment="", actor=officer())

    assert Assessment.objects.get().total_tenths == 700
