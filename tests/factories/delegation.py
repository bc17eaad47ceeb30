"""People who are compared: eligible, with points and a dossier; and a call that lacks nothing."""

import factory
from django.test import override_settings
from django.utils import timezone

from candidates.enums import EmployerKind
from missions.models import Call
from selection.assessment.models import Assessment, Criterion, Level, Rubric
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.models import Candidacy, Screening
from selection.delegation.services import (
    approve_run,
    approve_succession,
    propose_delegation,
    propose_succession,
    submit_run,
)
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory, DossierFactory
from tests.factories.candidates import CandidateFactory, EmployerFactory
from tests.factories.missions import CallFactory


class RubricFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Rubric
        django_get_or_create = ["code", "version"]

    code = "sto"
    version = 1
    name = "Short-term observers"


class CriterionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Criterion
        django_get_or_create = ["rubric", "code"]

    rubric = factory.SubFactory(RubricFactory)
    code = "motivation"
    position = 7
    name = "Motivation"
    max_tenths = 100
    by_person = True


class LevelFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Level
        django_get_or_create = ["criterion", "code"]

    criterion = factory.SubFactory(CriterionFactory)
    code = "full"
    tenths = 100
    text = "Grasps the role of an observer and its limits"


class AssessmentFactory(factory.django.DjangoModelFactory):
    """Computed and verified; the motivation is not yet marked unless ``marked``."""

    class Meta:
        model = Assessment

    candidacy = factory.SubFactory(CandidacyFactory, eligible=True)
    rubric = factory.SubFactory(RubricFactory)
    total_tenths = 600
    computed_at = factory.LazyFunction(timezone.now)
    verified_at = factory.LazyFunction(timezone.now)


def selection_call(**fields):
    """A closed call with places, cost and budget; fields as in ``CallFactory``."""
    return CallFactory(
        closed=True, **({"places": 2, "unit_cost_cents": 100_000, "budget_cents": 500_000} | fields)
    )


def compared(call, points: int, *, status=CandidacyStatus.ELIGIBLE, internal=False, **person) -> Candidacy:
    """A candidacy with ``points`` tenths and a frozen dossier; ``person`` as in CandidateFactory."""
    fields = {"gender": "F", "language_group": "FR"} | person
    candidate = CandidateFactory(registered=True, belgian=True, **fields)
    if internal:
        EmployerFactory(candidate=candidate, kind=EmployerKind.FPS_FOREIGN_AFFAIRS)
    candidacy = CandidacyFactory(call=call, candidate=candidate, received=True, status=status)
    DossierFactory(candidacy=candidacy)
    AssessmentFactory(candidacy=candidacy, total_tenths=points, motivation_level=None)
    return candidacy


def officer(*groups: str):
    """Staff with these roles."""
    return UserFactory(staff=True, groups=groups or ["desk_officer"], language="en")


def marked(call, points: int, **fields) -> Candidacy:
    """As ``compared``, and the motivation is marked: nothing is left to warn of."""
    candidacy = compared(call, points, **fields)
    candidacy.assessments.update(motivation_level=LevelFactory())
    return candidacy


def found_ineligible(call, points: int, *, reason: str, **person) -> Candidacy:
    """As ``marked``, but the screening had a reason against it."""
    candidacy = marked(call, points, status=CandidacyStatus.INELIGIBLE, **person)
    Screening.objects.create(candidacy=candidacy, eligible=False, reason=reason, screened_at=call.closes_at)
    return candidacy


def approved_call(*points: int, per_place: int = 1, **fields):
    """A call whose selection was approved, and its candidacies with ``points``, in this order."""
    call = selection_call(**fields)
    candidacies = [marked(call, tenths) for tenths in points]
    with override_settings(SELECTION_RESERVE_PER_PLACE=per_place):
        approve_all(call)
    return Call.objects.get(pk=call.pk), candidacies


def approve_all(call) -> None:
    """One officer computes and hands in, a decider approves."""
    actor = officer()
    run = submit_run(propose_delegation(call, actor=actor), actor=actor)
    approve_run(run, reason="Balanced and affordable.", actor=officer("decider"))


def give_place(successor: Candidacy, *, actor=None, decider=None) -> None:
    """One officer proposes, a decider confirms."""
    succession = propose_succession(successor, actor=actor or officer())
    approve_succession(succession, reason="The list's order.", actor=decider or officer("decider"))
