"""What becomes of each row, in words; and how many of each kind there were."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from candidates.enums import ImportOutcome
from candidates.models import Candidate
from candidates.register.notes import Note


@dataclass(slots=True)
class Plan:
    """What is to be done for one row. Without a ``candidate``, a new file or, not taken over, none.

    ``values`` is what the room of the sheet needs to write it; ``notes`` says why.
    """

    number: int
    who: str
    outcome: ImportOutcome
    candidate: Candidate | None = None
    notes: list[Note] = field(default_factory=list)
    related: list[str] = field(default_factory=list)
    values: Any = None

    @property
    def is_written(self) -> bool:
        return self.outcome in {ImportOutcome.NEW, ImportOutcome.CHANGED, ImportOutcome.UNCHANGED}


def describe_line(number: int, outcome: str, who: str, notes: Iterable[Note]) -> str:
    """One row for the terminal: ``row 4: refused – Camille Peeters: …``."""
    said = f"row {number}: {outcome_word(outcome)} – {who or '?'}"
    return f"{said}: {' · '.join(str(note) for note in notes)}" if notes else said


def outcome_word(outcome: str) -> str:
    return "to review" if outcome == ImportOutcome.REVIEW else str(outcome)


def count_outcomes(counts: Counter[str]) -> str:
    """``3 new, 1 changed, 84 unchanged, 2 to review, 0 refused``: every kind, also where there is none."""
    return ", ".join(f"{counts[outcome]} {outcome_word(outcome)}" for outcome in ImportOutcome.values)
