"""(c) A run stored with its explanations, against one insert of the same JSON."""

from bench.database import measure_rows
from bench.measurement import report

if __name__ == "__main__":
    report(lambda: measure_rows("stored_run"))
