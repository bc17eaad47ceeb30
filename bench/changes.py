"""Changes of calls with thousands of candidacies; for ``bench.database``."""

import datetime as dt
import statistics
import time
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.utils import timezone

from bench.copying import copy_rows
from bench.measurement import Measurement, absolute
from candidates.models import Candidate
from elearning.models import Certificate
from missions.deadlines import end_of_day
from missions.enums import ChangeKind, ChangeState, MissionFormat, MissionStage
from missions.models import Call, Change, Mission, ParticipatingState
from osce_portal.accounts.models import User
from osce_portal.celery import app
from osce_portal.files.models import StoredFile
from selection.candidacies.changes.reading import show_plan
from selection.candidacies.changes.services import approve_change, preview_change, propose_change
from selection.candidacies.changes.working import apply_change
from selection.candidacies.models import Candidacy

RUNS = 3  # a mission is cancelled once: each run has its own
SIZES = (5_000, 20_000)
ANSWERED = 1.0  # seconds: the preview, and each click
DONE = 3.0  # seconds of the worker for a thousand candidacies: the page promises a minute for 20,000
CLOSES_ON = timezone.localdate() + dt.timedelta(days=58)
STATUSES = ("draft", "submitted", "submitted", "eligible", "ineligible")
LANGUAGES = ("fr", "nl", "nl", "fr", "de", "en")


def changes_applied() -> Iterator[Measurement]:
    """A postponement and a cancellation: the preview, the clicks, and the worker's transaction."""
    app.conf.task_always_eager = False  # the worker is measured apart, and so do its mails leave
    for size in SIZES:
        for kind in (ChangeKind.LATER, ChangeKind.CANCELLED):
            figures = [_measure(mission, kind) for mission in _fill(size, RUNS)]
            shown, clicked, done = (statistics.median(column) for column in zip(*figures, strict=True))
            name = f"{kind}, {size} candidacies"
            yield absolute(f"preview of a change: {name}", shown, "s", ANSWERED)
            yield absolute(f"a change proposed and confirmed: {name}", clicked, "s", ANSWERED)
            yield absolute(f"a change done: {name}", done, "s", DONE * size / 1000)


def _measure(mission: Mission, kind: ChangeKind) -> tuple[float, float, float]:
    desk, decider = (
        User.objects.get_or_create(email=f"{name}@example.org")[0] for name in ("desk", "decider")
    )
    change = Change(kind=kind, mission=mission, note="x", message_fr="Raison.", message_nl="Reden.")
    if kind == ChangeKind.LATER:
        change.election_day = CLOSES_ON + dt.timedelta(days=100)
    started = time.perf_counter()
    show_plan(preview_change(change, actor=desk))
    shown = time.perf_counter()
    change = propose_change(change, actor=desk)
    if change.state == ChangeState.PROPOSED:
        approve_change(change, actor=decider)
    clicked = time.perf_counter()
    if not apply_change(change.pk):
        raise AssertionError(f"{kind} was not done")
    return shown - started, clicked - shown, time.perf_counter() - clicked


def _fill(size: int, count: int) -> list[Mission]:
    """Missions with one open call each, for which the same people came forward with certificates."""
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE candidacies_candidacy, elearning_certificate, candidates_candidate, files_storedfile,"
            " mail_queuedmail CASCADE"
        )
    copy_rows(Candidate, (_person(key) for key in range(1, size + 1)))
    missions = [_mission(number) for number in range(count)]
    calls = {mission.pk: _call(mission) for mission in missions}
    rows = [(mission, key) for mission in missions for key in range(1, size + 1)]
    copy_rows(StoredFile, (_file(number) for number in range(1, len(rows) + 1)))
    copy_rows(Certificate, (_certificate(n, *row) for n, row in enumerate(rows, start=1)))
    copy_rows(Candidacy, (_candidacy(n, calls[mission.pk], key) for n, (mission, key) in enumerate(rows, 1)))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return list(Mission.objects.filter(pk__in=calls).select_related("state"))


def _person(key: int) -> dict[str, Any]:
    return {
        "id": key, "first_name": "Bench", "last_name": f"Number {key}", "email": f"{key}@example.org",
        "correspondence_language": LANGUAGES[key % len(LANGUAGES)], "updated_at": timezone.now(),
    }  # fmt: skip


def _mission(number: int) -> Mission:
    state = ParticipatingState.objects.get_or_create(iso2="KG", name="Kyrgyzstan", region="Central Asia")[0]
    return Mission.objects.create(
        reference=f"bench-{timezone.now()}", state=state, election="parliamentary",
        election_day=CLOSES_ON + dt.timedelta(days=42), format=MissionFormat.EOM, is_confirmed=True,
        published_at=timezone.now(), stage=MissionStage.CONFIRMED,
    )  # fmt: skip


def _call(mission: Mission) -> Call:
    opened_at = timezone.now() - dt.timedelta(days=30)
    return Call.objects.create(
        mission=mission, places=20, closes_on=CLOSES_ON, closes_at=end_of_day(CLOSES_ON), seed="bench",
        opens_at=opened_at, published_at=opened_at,
    )  # fmt: skip


def _file(number: int) -> dict[str, Any]:
    return {
        "content": f"bench/{number}", "name": "certificate.pdf", "content_type": "application/pdf",
        "size": 1, "sha256": f"{number:064}", "uploaded_at": timezone.now(),
    }  # fmt: skip


def _certificate(number: int, mission: Mission, key: int) -> dict[str, Any]:
    return {
        "candidate_id": key, "mission_id": mission.pk, "file_id": number, "sha256": f"{number:064}",
        "completed_on": timezone.localdate(), "uploaded_at": timezone.now(),
    }  # fmt: skip


def _candidacy(number: int, call: Call, key: int) -> dict[str, Any]:
    status, now = STATUSES[key % len(STATUSES)], timezone.now()
    is_received = status != "draft"
    return {
        "candidate_id": key, "call_id": call.pk, "certificate_id": number, "status": status,
        "started_at": now, "received_at": now if is_received else None,
        "closes_at": call.closes_at if is_received else None, "motivation": "x" * 200,
        "receipt_number": f"bench-{number}" if is_received else "", "available": True,
        "code_of_conduct": True,
    }  # fmt: skip
