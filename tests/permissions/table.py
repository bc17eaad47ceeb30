"""The table of permissions, for whoever wants to know who is shown what."""

from pathlib import Path

from tests.permissions.world import ACTORS

TABLE = Path(__file__).with_name("table.txt")


def read_table() -> dict[tuple[str, str], dict[str, str]]:
    """Outcome by (route, method), then by actor."""
    lines = [line.split() for line in TABLE.read_text().splitlines() if line and not line.startswith("#")]
    return {(route, method): dict(zip(ACTORS, cells, strict=True)) for route, method, *cells in lines}
