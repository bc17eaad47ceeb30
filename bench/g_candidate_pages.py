"""(g) The pages of a candidate, from the request to the answer."""

from bench.database import measure_rows
from bench.measurement import report

if __name__ == "__main__":
    report(lambda: measure_rows("candidates_pages", "bench.pages"))
