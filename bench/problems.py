"""Large problems, the same on every run: people spread over groups, levels and costs as in real calls.

The rows of ``bench.rows`` are read as exactly this problem, so that every measurement is of one and the same.
"""

import hashlib
import random
import subprocess
import sys
from base64 import urlsafe_b64encode
from datetime import date
from pathlib import Path

from selection.engine.files import canonical_problem
from selection.engine.types import Band, Call, Candidacy, Policy, Problem

COSTS = (190_000, 205_000, 215_000, 240_000, 310_000)  # cents: where a person travels from
RELAX = ("budget", "gender", "affiliation", "language_group", "first_timer")


def large_problem(candidacies: int = 20_000, places: int = 30, seed: int = 1) -> Problem:
    """One call with hard and soft bands, a budget that binds, and costs that differ between people."""
    draw = random.Random(seed)
    call = Call(
        id="call",
        places=places,
        starts_on=date(2027, 1, 18),
        ends_on=date(2027, 1, 28),
        budget_cents=places * 204_000,
        bands=(
            Band("affiliation=internal", min_share=20, max_share=50, carried={"affiliation=external": 5}),
            Band("first_timer=yes", min=places // 10, hard=False),
            Band("gender=F", min_share=45, max_share=60, hard=False, tolerance=1, weights=(30, 100)),
            Band("language_group=FR", min=places * 4 // 10, max=places * 6 // 10),
            Band("language_group=NL", min=places * 4 // 10, max=places * 6 // 10),
        ),
    )
    return Problem(
        seed="bench",
        calls=(call,),
        candidacies=tuple(_candidacy(number, draw) for number in range(candidacies)),
        policy=Policy(tiers=(750, 550, 400), relax=RELAX),
    )


def _candidacy(number: int, draw: random.Random) -> Candidacy:
    labels = [
        draw.choices(["gender=F", "gender=M", None], [42, 55, 3])[0],
        draw.choices(["language_group=FR", "language_group=NL", None], [40, 55, 5])[0],
        draw.choices(["affiliation=internal", "affiliation=external"], [30, 70])[0],
        draw.choices(["first_timer=yes", None], [35, 65])[0],
    ]
    return Candidacy(
        id=_public_id(f"candidacy {number}"),
        person=_public_id(f"person {number}"),
        call="call",
        score=max(0, min(1000, round(draw.gauss(520, 160)))),
        cost_cents=draw.choice(COSTS),
        ties=(draw.randrange(12), draw.randrange(26)),
        labels=tuple(label for label in labels if label is not None),
    )


def _public_id(name: str) -> str:
    """22 characters that look as random as those of real rows, and are the same on every run."""
    return urlsafe_b64encode(hashlib.sha256(name.encode()).digest()[:16]).rstrip(b"=").decode()


def write_large_problem(path: Path) -> None:
    """Write the large problem to a file, from another process."""
    subprocess.run([sys.executable, "-m", "bench.problems", str(path)], check=True)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(canonical_problem(large_problem()), encoding="utf-8")
