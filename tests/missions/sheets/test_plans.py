"""What becomes of a row: new, changed field by field, unchanged, refused with the column and the reason."""

import datetime as dt

import pytest
from django.utils import translation

from missions.enums import MissionFormat, SheetOutcome
from missions.models import Mission
from missions.services import publish_call, set_election_call, update_mission
from missions.sheets.plans import digest_of
from missions.sheets.taking import (
    AlreadyTaken,
    confirm_sheet,
    forget_sheets,
    keep_sheet,
    plan_sheet,
)
from osce_portal.audit.models import AuditValues
from tests.factories.accounts import UserFactory
from tests.factories.missions import CallFactory, ParticipatingStateFactory, days_from_today
from tests.missions.sheets.sheets import outcomes, planned, sheet_of, taken
from tests.races import race

pytestmark = pytest.mark.django_db
ROW = {
    "iso2": "KG", "election": "early presidential", "election_date": "2099-01-24", "mission_type": "EOM",
    "sto_requested": "300", "head_of_mission": "N. N.", "note": "", "source": "https://www.osce.org/",
}  # fmt: skip


@pytest.fixture(autouse=True)
def english():
    ParticipatingStateFactory(iso2="KG")
    ParticipatingStateFactory(iso2="MD")
    with translation.override("en"):
        yield


def test_a_row_is_taken_over_once_and_changed_column_by_column():
    assert outcomes(taken(ROW)) == ["new"]
    mission = Mission.objects.get()
    assert (mission.reference, mission.is_early, mission.observers_requested) == (
        "KG-2099-01-presidential", True, 300
    )  # fmt: skip
    assert mission.published_at is not None  # it has a source
    assert AuditValues.objects.get(entry__action="mission.imported").values["sto_requested"] == "300"

    (plan,) = planned(ROW | {"sto_requested": "280", "head_of_mission": "A. N. Other"})
    assert plan.outcome == SheetOutcome.CHANGED
    assert plan.notes == ["STOs requested by ODIHR: 300 → 280", "head of mission: N. N. → A. N. Other"]
    assert Mission.objects.get().observers_requested == 300  # a look writes nothing

    taken(ROW | {"sto_requested": "280", "head_of_mission": "A. N. Other"})
    assert Mission.objects.get().observers_requested == 280
    assert AuditValues.objects.get(entry__action="mission.changed").values["observers_requested"] == [
        300,
        280,
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, ["election day: 24 January 2099", "how exact the date is: exact day"]),
        ({"election_date": "2099-01"}, ["election day: January 2099", "how exact the date is: month"]),
    ],
)
def test_a_new_row_says_how_it_was_read_and_whether_it_will_be_public(changes, said):
    (plan,) = planned(ROW | changes)

    for sentence in said:
        assert sentence in plan.notes
    assert "early presidential election" in " ".join(plan.notes)
    assert "format: Election observation mission (EOM)" in plan.notes
    assert plan.notes[-1] == "Everybody reads it as soon as the sheet is taken over."


def test_a_new_row_without_source_says_that_staff_alone_read_it(settings):
    settings.UNCONFIRMED_MISSIONS_PUBLISHED = False

    (plan,) = planned(ROW | {"source": ""})

    assert plan.notes[-1] == "Only staff read it until it is confirmed."


def test_what_staff_edited_stays_until_the_row_says_something_new():
    taken(ROW)
    update_mission(Mission.objects.get(), actor=None, format=MissionFormat.LEOM, observers_requested=None)

    (plan,) = taken(ROW)
    assert (plan.outcome, plan.changes) == (SheetOutcome.UNCHANGED, {})
    assert plan.notes == ["Edited here, and left so: format, STOs requested by ODIHR"]
    assert Mission.objects.get().format == MissionFormat.LEOM

    assert outcomes(taken(ROW | {"mission_type": "EET"})) == ["changed"]
    mission = Mission.objects.get()
    assert (mission.format, mission.observers_requested) == (MissionFormat.EET, None)


def test_a_published_call_keeps_its_day_and_format_and_the_other_rows_come_in():
    taken(ROW)
    mission = Mission.objects.get()
    publish_call(set_election_call(mission, actor=None), actor=None)
    other = ROW | {"iso2": "MD"}

    moved = ROW | {"reference": mission.reference, "election_date": "2099-02-07", "sto_requested": "5"}
    plans = taken(moved, other | {"reference": ""})
    assert outcomes(plans) == ["refused", "new"]
    assert "Election later" in plans[0].notes[0]
    assert outcomes(planned(ROW | {"mission_type": "EET"})) == ["refused"]
    mission.refresh_from_db()
    assert (mission.election_day, mission.observers_requested) == (dt.date(2099, 1, 24), 300)
    assert outcomes(planned(ROW | {"sto_requested": "5"})) == ["changed"]
    (second_round,) = planned(ROW | {"second_round_on": "2099-02-14"})
    assert second_round.outcome == SheetOutcome.REFUSED
    assert "“Second round”" in second_round.notes[0]


@pytest.mark.parametrize("source", ["", "unverified", "https://elsewhere.example/"])
def test_a_confirmed_mission_keeps_its_source(source):
    taken(ROW)

    (plan,) = taken(ROW | {"source": source, "sto_requested": "5"})

    assert (plan.outcome, [code for code, _why in plan.faults]) == (SheetOutcome.REFUSED, ["source"])
    assert "“Confirm with a source”" in plan.notes[0]
    assert Mission.objects.filter(is_confirmed=True, source=ROW["source"], observers_requested=300).exists()


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"iso2": "XX"}, "iso2"),
        ({"election": ""}, "election"),
        ({"election": "présidentielle"}, "election"),
        ({"election": "presidential + législative"}, "election"),
        ({"election": "general + local"}, "election"),
        ({"mission_type": "MOE"}, "mission_type"),
        ({"election_date": "soon"}, "election_date"),
        ({"election_date": "2099-02-30"}, "election_date"),
        ({"election_date": "30/02/2099"}, "election_date"),
        ({"election_date": "0001-01-01"}, "election_date"),
        ({"date_precision": "roughly"}, "election_date"),
        ({"sto_requested": "about 200"}, "sto_requested"),
        ({"sto_requested": "9" * 30}, "sto_requested"),
        ({"share_percent": "101"}, "share_percent"),
        ({"opened_on": "yesterday"}, "opened_on"),
        ({"voting_ends_on": "2099-01-20"}, "voting_ends_on"),
        ({"sto_field_from": "2099-01-20", "sto_field_to": "2099-01-19"}, "sto_field_to"),
        ({"election": "presi\x0bdential"}, "election"),
        ({"reference": "x" * 61}, "reference"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_column(changes, column):
    (plan,) = taken(ROW | changes)

    assert plan.outcome == SheetOutcome.REFUSED
    assert column in [code for code, _why in plan.faults]
    assert not Mission.objects.exists()


@pytest.mark.parametrize(
    ("date", "precision", "expected"),
    [
        ("24/01/2099", "", (dt.date(2099, 1, 24), "day", None)),
        ("2099-01", "", (None, "month", dt.date(2099, 1, 31))),
        ("2099", "", (None, "latest", dt.date(2099, 12, 31))),
        ("", "", (None, "unknown", None)),
        ("2099-01", "latest", (None, "latest", dt.date(2099, 1, 31))),
        ("2099-01-01", "month", (None, "month", dt.date(2099, 1, 31))),
        ("2099-01-20", "latest", (None, "latest", dt.date(2099, 1, 20))),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(date, precision, expected):
    taken(ROW | {"election_date": date, "date_precision": precision})

    mission = Mission.objects.get()
    assert (mission.election_day, mission.date_precision, mission.period_ends_on) == expected
    assert outcomes(planned(ROW | {"election_date": date, "date_precision": precision})) == ["unchanged"]


def test_no_election_enters_twice():
    taken(ROW)
    Mission.objects.update(reference="KG-own")

    again, twice = planned(ROW | {"note": "a"}, ROW | {"note": "b"})

    assert (again.outcome, twice.outcome) == (SheetOutcome.REFUSED, SheetOutcome.REFUSED)
    assert "KG-own" in again.notes[0]
    assert "Row 2" in twice.notes[0]


def test_an_election_of_no_known_kind_is_no_second_one_of_its_day():
    taken(ROW, ROW | {"iso2": "MD", "election": "other"})

    other, early_other = planned(ROW | {"election": "other"}, ROW | {"election": "early other"})
    known, elsewhere = planned(ROW | {"iso2": "MD"}, ROW | {"iso2": "MD", "election_date": "2097-01-24"})
    local = planned(ROW | {"election": "local"})

    assert outcomes([other, early_other, known]) == ["refused"] * 3
    assert "KG-2099-01-presidential" in other.notes[0]
    assert "MD-2099-01-other" in known.notes[0]
    assert outcomes([elsewhere, *local]) == ["new", "new"]


def test_a_kind_or_format_that_is_not_known_is_refused_with_those_that_are():
    (plan,) = planned(ROW | {"election": "présidentielle", "mission_type": "MOE"})

    election, mission_type = plan.notes
    assert "presidential, parliamentary" in election and "other" in election
    assert "EOM, LEOM" in mission_type


def test_an_election_that_may_have_moved_is_not_entered_beside_itself():
    taken(ROW)
    there = Mission.objects.get().reference

    same_day, *twins = planned(
        ROW | {"reference": "KG-A"},
        ROW | {"iso2": "MD", "reference": "MD-A"},
        ROW | {"iso2": "MD", "reference": "MD-B"},
    )
    assert (same_day.outcome, outcomes(twins)) == (SheetOutcome.REFUSED, ["new", "refused"])
    assert there in same_day.notes[0]
    for date in ("2099-03-07", "2098-06", ""):
        (moved,) = planned(ROW | {"election_date": date})
        assert moved.outcome == SheetOutcome.REFUSED
        assert there in moved.notes[0]

    other = ROW | {"election_date": "2099-03-07"}
    assert outcomes(planned(other | {"reference": "KG-again"})) == ["new"]
    assert outcomes(planned(ROW, other)) == ["unchanged", "new"]  # the sheet knows both
    assert outcomes(planned(ROW | {"election_date": "2097-01-24"})) == ["new"]


def test_a_sheet_is_confirmed_once_and_forgotten_after_two_weeks():
    officer = UserFactory(staff=True)
    sheet = keep_sheet(sheet_of(ROW, ROW | {"iso2": "XX"}), file_name="calendar.csv", actor=officer)
    assert not Mission.objects.exists()

    shown = digest_of(plan_sheet(sheet))
    confirm_sheet(sheet, shown=shown, actor=officer)
    sheet.refresh_from_db()
    assert (Mission.objects.count(), sheet.counts) == (1, {"new": 1, "refused": 1})
    with pytest.raises(AlreadyTaken):
        confirm_sheet(sheet, shown=shown, actor=officer)

    assert (Mission.objects.count(), forget_sheets()) == (1, 0)
    sheet.uploaded_at = sheet.uploaded_at - dt.timedelta(days=15)
    sheet.save()
    assert forget_sheets() == 1


def test_an_election_without_a_source_stays_out_of_the_public_calendar(settings):
    settings.UNCONFIRMED_MISSIONS_PUBLISHED = False
    row = ROW | {"source": "unverified", "election_date": days_from_today(200).isoformat()}
    taken(row)
    mission = Mission.objects.get()
    assert (mission.is_confirmed, mission.published_at, mission.source) == (False, None, "")

    taken(row | {"source": "https://www.osce.org/"})
    mission.refresh_from_db()
    assert mission.is_confirmed
    assert mission.published_at is not None


def test_odihrs_date_for_ltos_comes_after_the_last_day_of_their_call():
    taken(ROW)
    call = CallFactory(mission=Mission.objects.get(), role="lto")
    after = call.closes_on + dt.timedelta(days=1)

    assert outcomes(planned(ROW | {"lto_due_on": call.closes_on.isoformat()})) == ["refused"]
    assert outcomes(taken(ROW | {"lto_due_on": after.isoformat()})) == ["changed"]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("with_lock", [True, False], ids=["locked", "control without lock"])
def test_two_sheets_at_once_do_not_enter_one_election_twice(with_lock):
    sheets = [ROW | {"reference": "KG-A"}, ROW | {"reference": "KG-B"}]

    race(*[lambda row=row: taken(row) for row in sheets], with_lock=with_lock)

    assert Mission.objects.count() == (1 if with_lock else 2)
