"""(i) Changes of a call with thousands of candidacies: the preview, and the act."""

from bench.database import measure_rows
from bench.measurement import report

if __name__ == "__main__":
    report(lambda: measure_rows("changes_applied", "bench.changes"))
