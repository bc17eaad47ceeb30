"""``python -m bench``: every measurement in a process of its own, medians of five, one JSON line each.

A bench is a file of this folder that prints one line when run as ``python -m bench.<name>`` (``measurement``
says how). Adding one is adding its file; they run in the order of their names. With names as arguments, only
these run.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
NOT_BENCHES = {
    "__init__",
    "__main__",
    "calendar_pages",
    "candidacies",
    "changes",
    "copying",
    "database",
    "following",
    "measurement",
    "pages",
    "people",
    "problems",
    "rows",
    "searching",
}


def main(names: list[str]) -> int:
    """Run the benches; 1 when one of them fails to run or misses its goal."""
    found = sorted(path.stem for path in HERE.glob("*.py") if path.stem not in NOT_BENCHES)
    runs = [
        subprocess.run([sys.executable, "-m", f"bench.{name}"], cwd=HERE.parent) for name in names or found
    ]
    return int(any(run.returncode for run in runs))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
