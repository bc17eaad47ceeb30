"""(f) Each search and each facet of the staff's list among 100,000 people in PostgreSQL."""

from bench.database import measure_rows
from bench.measurement import report

if __name__ == "__main__":
    report(lambda: measure_rows("staff_searches", "bench.searching"))
