"""Marks of persons: counted at once, by nobody who is close, never by the machine."""

import pytest

from osce_portal.audit.models import AuditEntry
from osce_portal.common.errors import OwnFile
from selection.assessment.errors import ConflictDeclared, PointsDecided, WrongLevel
from selection.assessment.models import Assessment, ConflictOfInterest, Level
from selection.assessment.services import (
    assess_call,
    assess_candidacy,
    declare_conflict,
    mark_motivation,
    verify_assessment,
)
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.errors import OwnCall
from tests.factories.assessment import closed_call, decide, officer, received

pytestmark = pytest.mark.django_db


def level(code, criterion="motivation"):
    return Level.objects.select_related("criterion").get(criterion__code=criterion, code=code)


@pytest.fixture
def candidacy():
    return received(closed_call())


@pytest.mark.parametrize(
    ("code", "total"), [("none", 420), ("general", 450), ("mission_specific", 480), ("full", 520)]
)
def test_mark_motivation_adds_the_points_of_its_level(candidacy, code, total):
    actor = officer()

    assessment = mark_motivation(candidacy, level=level(code), comment=" well put ", actor=actor)

    stored = Assessment.objects.get()
    assert (assessment.total_tenths, stored.total_tenths) == (total, total)
    assert (stored.assessor, stored.comment, stored.is_complete) == (actor, "well put", True)
    assert stored.working[-1] | {"evidence": []} == {
        "criterion": "motivation", "tenths": total - 420, "max_tenths": 100, "levels": [code],
        "pending": False, "evidence": [],
    }  # fmt: skip


def test_marking_again_replaces_the_mark_and_both_stay_in_the_log(candidacy):
    mark_motivation(candidacy, level=level("full"), comment="", actor=officer())

    assert mark_motivation(candidacy, level=level("general"), comment="", actor=officer()).total_tenths == 450
    log = AuditEntry.objects.filter(action="candidacy.marked").order_by("id")
    assert [entry.value_rows.get().values["motivation"] for entry in log] == [
        [None, "full"],
        ["full", "general"],
    ]


def test_a_level_of_another_criterion_is_refused(candidacy):
    with pytest.raises(WrongLevel):
        mark_motivation(candidacy, level=level("english_c1", "languages"), comment="", actor=officer())


def test_nobody_marks_or_verifies_the_own_file(candidacy):
    actor = candidacy.candidate.user
    assessment = assess_candidacy(candidacy, actor=None)

    with pytest.raises(OwnFile):
        mark_motivation(candidacy, level=level("full"), comment="", actor=actor)
    with pytest.raises(OwnFile):
        verify_assessment(assessment, actor=actor)


def test_nobody_marks_or_verifies_behind_the_wall(candidacy):
    actor = officer()
    assessment = assess_candidacy(candidacy, actor=None)
    declare_conflict(candidacy.candidate, officer=actor, reason="cousin")

    with pytest.raises(ConflictDeclared):
        mark_motivation(candidacy, level=level("full"), comment="", actor=actor)
    with pytest.raises(ConflictDeclared):
        verify_assessment(assessment, actor=actor)
    assert mark_motivation(candidacy, level=level("full"), comment="", actor=officer()).is_complete


def test_nothing_is_marked_or_verified_once_the_selection_is_approved(candidacy):
    assessment = mark_motivation(candidacy, level=level("general"), comment="so so", actor=officer())
    decide(candidacy.call)

    with pytest.raises(PointsDecided):
        mark_motivation(candidacy, level=level("full"), comment="", actor=officer())
    with pytest.raises(PointsDecided):
        verify_assessment(assessment, actor=officer())
    kept = Assessment.objects.get()
    assert (kept.total_tenths, kept.comment, kept.verified_at) == (450, "so so", None)


def test_an_officer_who_is_a_candidate_gives_no_rival_points(candidacy):
    actor = officer()
    received(candidacy.call, candidate__user=actor)
    assessment = assess_candidacy(candidacy, actor=None)

    for act in (
        lambda: mark_motivation(candidacy, level=level("none"), comment="", actor=actor),
        lambda: verify_assessment(assessment, actor=actor),
        lambda: assess_candidacy(candidacy, actor=actor),
        lambda: assess_call(candidacy.call, actor=actor),
    ):
        with pytest.raises(OwnCall):
            act()
    assert Assessment.objects.get().total_tenths == 420


def test_whoever_has_withdrawn_works_on_the_call_again(candidacy):
    actor = officer()
    received(candidacy.call, candidate__user=actor, status=CandidacyStatus.WITHDRAWN)

    assert mark_motivation(candidacy, level=level("full"), comment="", actor=actor).is_complete


def test_points_are_declared_until_a_person_verifies_them(candidacy):
    assessment = assess_candidacy(candidacy, actor=None)
    assert not assessment.is_verified

    verify_assessment(assessment, actor=officer())

    assert Assessment.objects.get().is_verified
    assert AuditEntry.objects.filter(action="candidacy.verified", object_ref=candidacy.public_id).exists()


def test_a_conflict_is_declared_once(candidacy):
    actor = officer()
    declare_conflict(candidacy.candidate, officer=actor, reason="cousin")
    declare_conflict(candidacy.candidate, officer=actor, reason="again")

    assert ConflictOfInterest.objects.get().reason == "cousin"
    assert AuditEntry.objects.filter(action="conflict.declared").count() == 1
