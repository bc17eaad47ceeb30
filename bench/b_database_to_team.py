"""(b) PostgreSQL to its proven team, against loading the same rows and building the engine's objects."""

from bench.database import measure_rows
from bench.measurement import report

if __name__ == "__main__":
    report(lambda: measure_rows("database_to_team"))
