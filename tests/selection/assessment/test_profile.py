"""A frozen dossier as the scoring reads it: dates up to the call's last day, nothing counted twice."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selection.assessment.mission_context import MissionContext, languages_around
from selection.assessment.profile import build_profile, level_of
from selection.engine.profile import Evaluation, MotivationLevel, ObservationKind
from selection.engine.rubric import STO_RUBRIC
from selection.engine.scoring import score_profile

ON = dt.date(2026, 9, 27)
KYRGYZSTAN = MissionContext("KG", frozenset({"KZ", "UZ", "TJ"}), frozenset({"ky", "ru"}), ON)
MASTERED = dict.fromkeys(("listening", "reading", "speaking", "writing"), "C1")


def job(started_on, ended_on=None, **facts):
    return {
        "id": started_on,
        "country": "BE",
        "field": "law",
        "started_on": started_on,
        "ended_on": ended_on,
    } | facts


def tenths(criterion, **data):
    parts = score_profile(build_profile(data, KYRGYZSTAN), STO_RUBRIC).parts
    return next(part.tenths for part in parts if part.criterion == criterion)


@pytest.mark.parametrize(
    ("employments", "expected"),
    [
        ([], 0),
        ([job("2025-10-02")], 0),  # more than the grace of three days short of a year
        ([job("2025-09-28")], 40),
        ([job("2023-09-28", "2026-09-27")], 70),
        ([job("2020-09-28"), job("2020-09-28")], 100),
        ([job("2023-09-28"), job("2023-09-28")], 70),  # two jobs at once are not six years
        ([job("2020-09-28", field="security")], 0),
        ([job("2026-09-28", "2033-01-01")], 0),  # begins after the last day
    ],
)
def test_professional_years_are_counted_once_and_up_to_the_last_day(employments, expected):
    assert tenths("professional_knowledge", employments=employments) == expected


@pytest.mark.parametrize(
    ("education", "expected"),
    [
        ({"level": "master", "field": "law", "ended_on": "2012-06-30"}, 40),
        ({"level": "master", "field": "economy", "ended_on": "2012-06-30"}, 0),
        ({"level": "secondary", "field": "law", "ended_on": "2012-06-30"}, 0),
        ({"level": "master", "field": "law", "ended_on": "2027-06-30"}, 0),
    ],
)
def test_a_finished_degree_in_a_relevant_field_opens_the_first_level(education, expected):
    assert tenths("professional_knowledge", educations=[{"id": "e", "country": "BE"} | education]) == expected


@pytest.mark.parametrize(
    ("employments", "expected"),
    [
        ([job("2026-03-01", "2026-07-31", crisis_environment=True)], 60),
        ([job("2026-03-01", "2026-08-31", crisis_environment=True)], 100),
        ([job("2020-01-01", crisis_environment=False)], 0),
    ],
)
def test_crisis_postings_count_only_where_they_are_marked(employments, expected):
    assert tenths("crisis_environments", employments=employments) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"country_experiences": [{"id": "1", "country": "KG", "kind": "work", "months": 6}]}, 150),
        ({"country_experiences": [{"id": "1", "country": "KG", "kind": "short_stay", "months": 6}]}, 150),
        ({"country_experiences": [{"id": "1", "country": "KZ", "kind": "work", "months": 6}]}, 100),
        ({"country_experiences": [{"id": "1", "country": "KZ", "kind": "short_stay", "months": 9}]}, 50),
        ({"country_experiences": [{"id": "1", "country": "BE", "kind": "residence", "months": 400}]}, 0),
        ({"employments": [job("2025-01-01", "2025-06-30", country="KG")]}, 150),
        (
            {
                "employments": [job("2025-01-01", "2025-04-30", country="KG")],
                "country_experiences": [{"id": "1", "country": "KG", "kind": "work", "months": 4}],
            },
            50,  # the same four months told twice
        ),
        ({"educations": [job("2025-01-01", "2025-06-30", country="UZ", level="master")]}, 100),
    ],
)
def test_experience_of_the_country_and_its_region(data, expected):
    assert tenths("country_experience", **data) == expected


def test_observations_say_what_is_verified_and_leave_out_the_future():
    data = {
        "observations": [
            {"id": "1", "role": "sto", "country": "MD", "year": 2021, "verified_at": None},
            {"id": "2", "role": "lto", "country": "GE", "year": 2024, "verified_at": "2025-01-01T10:00:00"},
            {"id": "3", "role": "domestic", "country": "BE", "year": 2019, "verified_at": None},
            {"id": "4", "role": "sto", "country": "UA", "year": 2027, "verified_at": None},
        ]
    }

    seen = build_profile(data, KYRGYZSTAN).observations

    assert [(it.kind, it.international, it.evaluation, it.line) for it in seen] == [
        (ObservationKind.STO, True, Evaluation.UNVERIFIED, "observations:1"),
        (ObservationKind.LTO, True, Evaluation.GOOD, "observations:2"),
        (ObservationKind.DOMESTIC, False, Evaluation.UNVERIFIED, "observations:3"),
    ]


def test_trainings_are_read_by_kind_and_only_once_completed():
    def training(kind, completed_on="2020-01-01"):
        return {"id": kind, "kind": kind, "completed_on": completed_on}

    assert tenths("observation_training", trainings=[training("briefing_course")]) == 70
    assert tenths("observation_training", trainings=[training("observer_course", "2026-09-28")]) == 0
    assert tenths("crisis_environments", trainings=[training("heat")]) == 30
    assert tenths("observation_training", trainings=[training("other"), training("bgt")]) == 0


@pytest.mark.parametrize(
    ("row", "level"),
    [
        ({"is_mother_tongue": True}, "native"),
        (MASTERED | {"writing": "B1"}, "B1"),
        (MASTERED, "C1"),
        (MASTERED | {"speaking": ""}, ""),
        ({}, ""),
    ],
)
def test_a_language_counts_at_the_lowest_of_its_four_levels(row, level):
    assert level_of(row) == level


def test_local_languages_are_those_of_the_country_and_those_shared_in_its_region():
    spoken = {
        "KG": ["ky", "ru"], "KZ": ["kk", "ru"], "UZ": ["uz"], "BE": ["fr", "nl", "de"],
        "CH": ["fr", "de"], "LU": ["fr", "de"],
    }  # fmt: skip

    assert languages_around("KG", spoken) == {"ky", "ru"}
    assert languages_around("UZ", spoken) == {"uz", "ru"}
    assert languages_around("LU", spoken) == {"fr", "de", "ru"}
    assert languages_around("XX", {}) == frozenset()


def test_the_mark_a_person_gave_goes_through_unchanged():
    assert build_profile({}, KYRGYZSTAN, MotivationLevel.FULL).motivation == MotivationLevel.FULL
    assert build_profile({}, KYRGYZSTAN).motivation is None


rows = st.builds(
    lambda start, days, country, crisis: job(
        start.isoformat(),
        (start + dt.timedelta(days=days)).isoformat() if days else None,
        country=country,
        crisis_environment=crisis,
    ),
    st.dates(dt.date(2000, 1, 1), dt.date(2028, 1, 1)),
    st.integers(0, 4000),
    st.sampled_from(["BE", "KG", "KZ", "GE"]),
    st.booleans(),
)


@given(st.lists(rows, max_size=5), st.randoms(use_true_random=False))
@settings(derandomize=True, deadline=None)
def test_points_do_not_depend_on_the_order_of_the_lines(jobs, random):
    shuffled = random.sample(jobs, len(jobs))
    before = score_profile(build_profile({"employments": jobs}, KYRGYZSTAN), STO_RUBRIC)
    after = score_profile(build_profile({"employments": shuffled}, KYRGYZSTAN), STO_RUBRIC)

    assert [part.tenths for part in before.parts] == [part.tenths for part in after.parts]


@given(st.lists(rows, max_size=4), rows)
@settings(derandomize=True, deadline=None)
def test_one_more_job_never_lowers_the_points(jobs, more):
    before = score_profile(build_profile({"employments": jobs}, KYRGYZSTAN), STO_RUBRIC)
    after = score_profile(build_profile({"employments": [*jobs, more]}, KYRGYZSTAN), STO_RUBRIC)

    assert after.total_tenths >= before.total_tenths
