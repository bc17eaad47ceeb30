"""Every act that the portal writes down has its words."""

import ast
from pathlib import Path

from django.conf import settings

from elearning.enums import CHECKS
from osce_portal.audit.acts import AREAS, LABELS, act_label
from selection.candidacies.enums import CandidacyStatus

ROOMS = ("osce_portal", "candidates", "missions", "elearning", "selection")
WRITERS = {"record", "record_each", "record_difference"}


def written_codes() -> set[str]:
    """Acts that stand as they are in a call of a writer, wherever in its first argument."""
    files = (path for room in ROOMS for path in Path(settings.BASE_DIR, room).rglob("*.py"))
    calls = (
        node
        for path in files
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in WRITERS and node.args
    )
    parts = (part for call in calls for part in ast.walk(call.args[0]))
    return {part.value for part in parts if isinstance(part, ast.Constant) and "." in str(part.value)} - {"."}


def test_every_act_has_words():
    codes = {code for code in written_codes() if not code.startswith(".") and not code.endswith(".")}
    assert len(codes) > 40
    assert codes - set(LABELS) == set()


def test_every_status_that_is_reached_has_words():
    targets = {target for moves in CHECKS.values() for target in moves}
    statuses = {f"candidacy.{status}" for status in CandidacyStatus} | {
        f"certificate.{one}" for one in targets
    }
    assert statuses - set(LABELS) == set()


def test_no_act_stands_in_two_areas():
    assert sum(len(area.acts) for area in AREAS.values()) == len(LABELS)


def test_an_act_without_words_is_shown_as_it_is():
    assert act_label("unknown.act") == "unknown.act"
