"""What a change does, in figures: kept with it when it is confirmed, and once more when it is done."""

from typing import Any

from missions.moves import CallMove
from missions.services.moving import cents_to_release
from selection.candidacies.changes.planning import Line, Plan, certificates_to_free


def figures_of(plan: Plan) -> dict[str, Any]:
    """As ``reading.show_effect`` takes them; counted, without a row of anybody."""
    return {
        "told": plan.told,
        "asked": plan.asked,
        "certificates": certificates_to_free(plan.change, plan.ending).count(),
        "released_cents": cents_to_release(plan.ending),
        "lines": [_kept(line) for line in plan.lines],
        "calls": [_moved(move) for move in plan.moves],
    }


def _kept(line: Line) -> list[Any]:
    """A line of the table as ``reading.show_effect`` takes it."""
    effect = line.effect
    return [
        line.call.public_id, line.turn, line.status, line.count,
        effect.becomes or "", effect.is_told, effect.is_asked,
    ]  # fmt: skip


def _moved(move: CallMove) -> list[Any]:
    """A call, or nothing where it is made, and its last days before and after as ``reading`` takes them."""
    days = (move.call and move.call.closes_on, move.closes_on)
    return [move.call.public_id if move.call else "", move.turn, *(day and day.isoformat() for day in days)]
