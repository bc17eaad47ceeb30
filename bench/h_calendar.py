"""(h) Each view and feed of the public calendar among 10,000 calls, from the request to the answer."""

from bench.database import measure_rows
from bench.measurement import report

if __name__ == "__main__":
    report(lambda: measure_rows("calendar_pages", "bench.calendar_pages"))
