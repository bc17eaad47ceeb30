"""The words of the sources, one by one."""

import datetime as dt

import pytest

from missions.enums import ElectionKind, MissionFormat, MissionStage
from missions.reading import read_date, read_format, read_kind, read_stage

TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("early parliamentary", ElectionKind.PARLIAMENTARY),
        ("State Duma", ElectionKind.PARLIAMENTARY),
        ("presidential (24 Apr) + parliamentary (8 May)", ElectionKind.PRESIDENTIAL_PARLIAMENTARY),
        ("presidential / parliamentary", ElectionKind.PRESIDENTIAL_PARLIAMENTARY),
        ("presidential + constitutional referendum", ElectionKind.PRESIDENTIAL_REFERENDUM),
        ("Bundestag (federal)", ElectionKind.FEDERAL),
        ("mid-term congressional", ElectionKind.MIDTERM),
        ("European", ElectionKind.OTHER),
    ],
)
def test_elections_are_recognised_in_the_words_of_the_sources(text, kind):
    assert read_kind(text) == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("EOM", (MissionFormat.EOM, False)),
        ("EOM likely", (MissionFormat.EOM, False)),
        ("EOM, reduced to LEOM", (MissionFormat.LEOM, True)),
        ("EOM recommended", (MissionFormat.UNKNOWN, False)),
        ("EOM/LEOM likely", (MissionFormat.UNKNOWN, False)),
        ("EAM/EET likely", (MissionFormat.EAM, False)),
        ("none (late invitation)", (MissionFormat.NONE, False)),
        ("not stated", (MissionFormat.UNKNOWN, False)),
        ("eom", (MissionFormat.EOM, False)),
        ("None (Late invitation)", (MissionFormat.NONE, False)),
        ("", (MissionFormat.UNKNOWN, False)),
    ],
)
def test_formats_ask_for_observers_only_where_the_source_is_plain(text, expected):
    assert read_format(text) == expected


@pytest.mark.parametrize(
    ("text", "precision", "stage"),
    [
        ("2026-11-21", "day", MissionStage.DONE),
        ("2026-11-22", "day", MissionStage.EXPECTED),
        ("2026-11", "month", MissionStage.EXPECTED),
        ("2026-10-31", "latest", MissionStage.DONE),
        ("", "unknown", MissionStage.EXPECTED),
    ],
)
def test_a_mission_is_done_when_its_last_possible_day_is_over(text, precision, stage):
    assert read_stage(read_date(text, precision), False, TODAY) == stage
    assert read_stage(read_date(text, precision), True, TODAY) == MissionStage.DOWNGRADED
