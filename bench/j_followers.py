"""(j) Telling 100,000 followers that a call is open, and that it is cancelled: from rows to letters."""

from bench.database import measure_rows
from bench.measurement import report

if __name__ == "__main__":
    report(lambda: measure_rows("follower_letters", "bench.following"))
