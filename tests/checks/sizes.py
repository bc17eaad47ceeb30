"""Files, also styles, scripts and templates, and functions stay small: ``python -m tests.checks.sizes``."""

import ast
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = ("osce_portal", "candidates", "missions", "selection", "elearning", "bench", "tests")
PAGES = {"static/css": "*.css", "static/js": "*.js", "templates": "*.html"}
MEDIAN_LINES, MOST_LINES, MAXIMUM_LINES = 80, 300, 400
FUNCTION_LINES = 30


def python_files() -> list[Path]:
    """Every module written by hand that is not empty: migrations are not."""
    files = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    return [path for path in files if "migrations" not in path.parts and path.stat().st_size]


def page_files() -> list[Path]:
    """Styles, scripts and templates; what others wrote lies elsewhere (``static/vendor``)."""
    return [path for folder, ending in PAGES.items() for path in sorted((ROOT / folder).rglob(ending))]


def length_complaints(lengths: dict[str, int]) -> Iterator[str]:
    """Files longer than any may be."""
    for name, length in lengths.items():
        if length > MAXIMUM_LINES:
            yield f"{name}: {length} lines, more than {MAXIMUM_LINES}"


def file_complaints(lengths: dict[str, int]) -> Iterator[str]:
    """Median, 95th percentile and maximum of the files' lengths in lines."""
    ordered = sorted(lengths.values())
    if (median := statistics.median(ordered)) > MEDIAN_LINES:
        yield f"the median file has {median:.0f} lines, more than {MEDIAN_LINES}"
    if (percentile := ordered[int(len(ordered) * 0.95)]) > MOST_LINES:
        yield f"the 95th percentile of the files is {percentile} lines, more than {MOST_LINES}"
    yield from length_complaints(lengths)


def function_complaints(name: str, source: str) -> Iterator[str]:
    """Functions longer than allowed, docstrings apart. A test tells its story at its own length."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
        length = node.end_lineno - first.lineno + 1
        if length > FUNCTION_LINES:
            yield f"{name}:{node.lineno}: {node.name} has {length} lines, more than {FUNCTION_LINES}"


def read_all(paths: list[Path]) -> dict[str, str]:
    """The files' texts by their names."""
    return {str(path.relative_to(ROOT)): path.read_text() for path in paths}


def lengths_of(sources: dict[str, str]) -> dict[str, int]:
    """How many lines each has."""
    return {name: len(source.splitlines()) for name, source in sources.items()}


def main() -> int:
    """Print every complaint; the number of them decides the exit status."""
    sources, pages = read_all(python_files()), read_all(page_files())
    complaints = [*file_complaints(lengths_of(sources)), *length_complaints(lengths_of(pages))]
    for name, source in sources.items():
        if not name.startswith("tests/"):
            complaints += function_complaints(name, source)
    sys.stdout.writelines(f"{complaint}\n" for complaint in complaints)
    return int(bool(complaints))


if __name__ == "__main__":
    sys.exit(main())
