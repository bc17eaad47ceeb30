"""Which grid a call uses, and its rows as the engine reads them."""

from typing import Any

from django.db import transaction

from missions.models import Call
from osce_portal.audit.services import record
from osce_portal.common.models import database_now
from selection.assessment.models import CallRubric, Rubric
from selection.engine import rubric as engine

CODES = {"sto": "sto"}  # role of a call → code of its grid


@transaction.atomic
def choose_rubric(call: Call, *, actor=None) -> Rubric | None:
    """The grid of a call: the newest of its role when it is asked for first, the same one ever after.

    From then on the grid is frozen. None where no grid exists for the call's role.
    """
    choice = CallRubric.objects.select_related("rubric").filter(call=call).first()
    if choice is not None:
        return choice.rubric
    rubric = _newest(call)
    if rubric is None:
        return None
    CallRubric.objects.create(call=call, rubric=rubric)
    if rubric.frozen_at is None:
        rubric.frozen_at = database_now()
        rubric.save(update_fields=["frozen_at"])
    record("rubric.chosen", call, actor=actor, values={"rubric": rubric.public_id})
    return rubric


def rubric_of(call: Call) -> Rubric | None:
    """The call's grid, or the one it would get if it were asked for now; changes nothing."""
    choice = CallRubric.objects.select_related("rubric").filter(call=call).first()
    return choice.rubric if choice else _newest(call)


def _newest(call: Call) -> Rubric | None:
    return Rubric.objects.filter(code=CODES.get(call.role, "")).order_by("-version").first()


@transaction.atomic
def choose_rubrics_of_published_calls() -> int:
    """Every night: the grid of a call is fixed once the call is published. Returns how many were chosen."""
    calls = Call.objects.published().filter(
        rubric_choice=None, cancelled_at__isnull=True, closes_at__isnull=False, role__in=CODES
    )
    return sum(choose_rubric(call) is not None for call in calls)


@transaction.atomic
def make_new_version(rubric: Rubric, *, actor) -> Rubric:
    """A copy that may be changed, with the next number; calls published from now on use it."""
    newest = Rubric.objects.filter(code=rubric.code).order_by("-version").first() or rubric
    criteria = list(rubric.criteria.prefetch_related("levels"))
    copy = _copied(rubric, version=newest.version + 1, frozen_at=None)
    for criterion in criteria:
        levels = list(criterion.levels.all())
        new_criterion = _copied(criterion, rubric=copy)
        for level in levels:
            _copied(level, criterion=new_criterion)
    record("rubric.copied", copy, actor=actor, values={"from": rubric.public_id})
    return copy


def _copied(row: Any, **changed: Any) -> Any:
    """A new row with the same values but for those changed; a reference of its own."""
    same = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in {"id", "public_id", *changed}
    }
    return type(row).objects.create(**same, **changed)


def engine_rubric(rubric: Rubric) -> engine.Rubric:
    """The rows as the engine's rubric; two queries."""
    criteria = rubric.criteria.order_by("position").prefetch_related("levels")
    return engine.Rubric(
        version=f"{rubric.code}/{rubric.version}",
        criteria=tuple(
            engine.Criterion(
                criterion.code,
                criterion.max_tenths,
                {level.code: level.tenths for level in criterion.levels.all()},
            )
            for criterion in criteria
        ),
    )
