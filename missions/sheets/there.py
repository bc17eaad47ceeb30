"""What the portal holds of the rows of a sheet, asked once for all of them."""

from dataclasses import dataclass, field
from typing import Any

from missions.models import Call
from missions.sheets.columns import Others


@dataclass(slots=True)
class There:
    """``found`` by what identifies a row; ``calls`` that stand, by the key of what they were made for."""

    found: dict[str, Any]
    others: Others
    calls: dict[int, Call]
    spelt: dict[str, str] = field(default_factory=dict)  # references as they stand, by small letters
    seen: dict[str, int] = field(default_factory=dict)  # rows of the sheet so far, by what identifies them
