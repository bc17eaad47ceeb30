"""Whatever a sheet holds: each row has one outcome, and a dry run says what the real one then does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from candidates.enums import ImportOutcome, SheetKind
from candidates.models import (
    AlikePair,
    Candidate,
    ObservationExperience,
    PoolMembership,
    RegisterEntry,
    SheetImport,
)
from candidates.register.outcomes import Plan
from candidates.register.running import WAYS, examine
from candidates.register.working import import_sheet
from osce_portal.audit.models import AuditEntry
from osce_portal.mail.models import QueuedMail
from osce_portal.sheets.reading import FORMULA_MARK, Row, Sheet
from tests.factories.candidates import CandidateFactory

pytestmark = pytest.mark.django_db
WRITTEN = (
    AlikePair, AuditEntry, Candidate, ObservationExperience, PoolMembership, QueuedMail, RegisterEntry,
    SheetImport,
)  # fmt: skip
# Values from which rows that are alike, changed, out of order and impossible come up often.
LIKELY = {
    "number": ["R1", "R2", ""],
    "last_name": ["Dubois", "du Bois", "Peeters"],
    "first_name": ["Aline", "ALINE", "Bram"],
    "email": ["a@example.org", "A@Example.org", "b@example.org", "c@example.org", "none"],
    "phone": ["0470 12 34 56", "+32470123456", "12"],
    "birth_date": ["14/03/1988", "1988-03-14", "31/02/1988"],
    "country": ["BE", "Belgique", "Atlantis"],
    "nationalities": ["BE, FR", "Duitsland"],
    "gender": ["F", "x", "?"],
    "group": ["FR", "NL", "DE"],
    "missions": ["STO MD 2021", "STO MD 2021; LTO UA 2019", "2099"],
    "same_as": ["", "known", "0" * 22],
    "other_because": ["", "A couple."],
    "selor_reference": ["CG-1", "CG-2"],
    "listed_on": ["2026-02-01", "1/2/2025"],
    "valid_until": ["2028-01-31", "2020-01-01"],
    "invited_on": ["2026-03-01", ""],
    "trained_on": ["2026-03-20", "2019-01-01"],
    "ended_on": ["", "2027-01-01"],
    "end_reason": ["", "Other work."],
}
REQUIRED = ("last_name", "first_name", "email", "selor_reference", "listed_on", "valid_until")
EXAMPLES = settings(
    max_examples=60, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip


def cell(code: str) -> st.SearchStrategy[str]:
    likely = st.sampled_from(LIKELY.get(code, [""]))
    random = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
    return st.one_of(likely, likely, likely, likely, random, st.just(FORMULA_MARK))


def sheets(kind: SheetKind) -> st.SearchStrategy[Sheet]:
    """Up to eight rows of any cells."""
    codes = [column.code for column in WAYS[kind].columns]
    asked = {code: cell(code) for code in codes if code in REQUIRED}
    other = {code: cell(code) for code in codes if code not in REQUIRED}
    rows = st.lists(st.fixed_dictionaries(asked, optional=other), max_size=8)
    return rows.map(lambda drawn: Sheet([Row(number, cells) for number, cells in enumerate(drawn, 2)]))


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def said(plans: Iterator[list[Plan]]) -> list[tuple[int, str, list[str]]]:
    return [
        (plan.number, plan.outcome, [str(note) for note in plan.notes]) for chunk in plans for plan in chunk
    ]


def counts() -> list[int]:
    return [model._default_manager.count() for model in WRITTEN]


def check(kind: SheetKind, sheet: Sheet, meant: Callable[[str], str]) -> None:
    rows = [
        Row(row.number, row.cells | {"same_as": meant(row.cells.get("same_as", ""))}) for row in sheet.rows
    ]
    before = counts()
    announced = said(examine(kind, rows, actor=None))
    assert counts() == before
    done = said(import_sheet(kind, Sheet(rows), file_name="any.csv", actor=None))
    assert done == announced
    assert [number for number, _outcome, _notes in done] == [row.number for row in rows]
    outcomes = [outcome for _number, outcome, _notes in done]
    assert set(outcomes) <= set(ImportOutcome)
    assert Candidate.objects.count() == before[2] + outcomes.count(ImportOutcome.NEW)


@pytest.mark.parametrize("kind", SheetKind)
def test_any_sheet_ends_with_one_outcome_for_each_row_as_the_dry_run_said(kind):
    known = CandidateFactory(first_name="Aline", last_name="Dubois", user__email="c@example.org")
    bram = CandidateFactory(
        without_account=True, first_name="Bram", last_name="Peeters", email="b@example.org"
    )
    RegisterEntry.objects.create(candidate=bram, number="R2", imported_at=bram.updated_at)
    tried = []

    @settings(
        max_examples=60,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(sheets(kind))
    def run(sheet: Sheet) -> None:
        tried.append(len(sheet.rows))
        with undone(), override_settings(SHEET_ROWS_TOGETHER=3):
            check(kind, sheet, lambda same: known.public_id if same == "known" else same)

    run()
    assert sum(tried) > 60
