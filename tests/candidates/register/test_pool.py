"""The sheet of the pool: people and their places, again and again without doubles."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candidates.enums import ImportOutcome, SheetKind
from candidates.models import Candidate, PoolMembership
from candidates.register.directory import Directory
from candidates.register.pool import COLUMNS, plan_pool
from candidates.register.working import import_sheet
from osce_portal.audit.models import AuditEntry
from osce_portal.sheets.reading import Row, read_sheet
from tests.candidates.register.sheets import csv_of, person
from tests.factories.candidates import CandidateFactory, PoolMembershipFactory

pytestmark = pytest.mark.django_db
NEW, CHANGED, UNCHANGED, REVIEW, REFUSED = ImportOutcome
PLACE = {"selor_reference": "CG-1", "listed_on": "1/2/2026", "valid_until": "2028-01-31"}


def take(*rows):
    headings = list({name: None for row in rows for name in row})
    data = csv_of(*[[row.get(name, "") for name in headings] for row in rows], headings=headings)
    done = import_sheet(SheetKind.POOL, read_sheet(data, COLUMNS), file_name="pool.csv", actor=None)
    return [plan for plans in done for plan in plans]


def outcomes(*rows):
    return [plan.outcome for plan in take(*rows)]


def test_members_known_and_new_get_their_place_once():
    known = CandidateFactory(first_name="Aline1", last_name="Dubois", user__email="aline1@example.org")
    rows = person(1, **PLACE), person(2, **PLACE)
    assert outcomes(*rows) == [CHANGED, NEW]
    assert outcomes(*rows) == [UNCHANGED, UNCHANGED]
    assert set(PoolMembership.objects.values_list("candidate", flat=True)) == set(
        Candidate.objects.values_list("pk", flat=True)
    )
    assert known.pool_memberships.get().listed_on == dt.date(2026, 2, 1)
    assert AuditEntry.objects.filter(action="poolmembership.added", subject_ref=known.public_id).count() == 1


def test_what_the_sheet_adds_is_told_and_an_empty_cell_takes_nothing_away():
    take(person(1, **PLACE, invited_on="2026-03-01"))
    (plan,) = take(person(1, **PLACE, trained_on="2026-03-20"))
    assert plan.outcome == CHANGED and plan.notes[0].values["fields"] == ["trained_on"]
    member = PoolMembership.objects.get()
    assert (member.invited_on, member.trained_on) == (dt.date(2026, 3, 1), dt.date(2026, 3, 20))


@pytest.mark.parametrize(
    "cells, column",
    [
        ({"valid_until": "2025-01-01"}, "valid_until"),
        ({"trained_on": "2026-03-01"}, "invited_on"),
        ({"ended_on": "2026-03-01"}, "end_reason"),
        ({"listed_on": "soon"}, "listed_on"),
        ({"selor_reference": ""}, "selor_reference"),
        ({"email": "nobody"}, "email"),
    ],
)
def test_a_row_that_cannot_be_is_refused_whole(cells, column):
    (plan,) = take(person(1, **PLACE | cells)) if "email" not in cells else take(person(1, **PLACE) | cells)
    assert plan.outcome == REFUSED
    assert plan.notes[-1].column == column
    assert not Candidate.objects.exists()


def test_somebody_alike_is_to_be_reviewed_and_gets_no_place():
    CandidateFactory(without_account=True, email="aline1@example.org")
    assert outcomes(person(1, **PLACE)) == [REVIEW]
    assert not PoolMembership.objects.exists()


def test_a_place_on_another_list_stands_beside():
    member = PoolMembershipFactory(
        candidate__first_name="Aline1",
        candidate__last_name="Dubois",
        candidate__user__email="aline1@example.org",
    )
    assert outcomes(person(1, **PLACE)) == [CHANGED]
    assert member.candidate.pool_memberships.count() == 2


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from([column.code for column in COLUMNS]), st.text(max_size=30)))
def test_any_row_has_an_outcome(cells):
    (plan,) = plan_pool([Row(2, cells)], Directory(None))
    assert plan.outcome in ImportOutcome
