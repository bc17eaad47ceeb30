"""The rubric for short-term observers, row by row, and what must hold for every profile."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selection.engine.profile import (
    Cefr,
    Evaluation,
    Language,
    MotivationLevel,
    Observation,
    ObservationKind,
    Profile,
    Service,
    Stay,
    Training,
    TrainingKind,
)
from selection.engine.rubric import STO_RUBRIC, Criterion, Rubric
from selection.engine.scoring import score_profile

K, E, T = ObservationKind, Evaluation, TrainingKind


def tenths(criterion, **facts):
    parts = score_profile(Profile(**facts), STO_RUBRIC).parts
    return next(part.tenths for part in parts if part.criterion == criterion)


@pytest.mark.parametrize(
    ("observations", "expected"),
    [
        ([], 0),
        ([Observation(K.DOMESTIC)], 80),
        ([Observation(K.STO, international=False)], 80),
        ([Observation(K.STO)], 160),
        ([Observation(K.STO)] * 2, 160),
        ([Observation(K.STO)] * 3, 250),
        ([Observation(K.LTO)], 250),
        ([Observation(K.CORE_TEAM)], 250),
        ([Observation(K.STO, evaluation=E.POOR)], 0),
        ([Observation(K.STO, evaluation=E.POOR), Observation(K.STO), Observation(K.STO)], 160),
    ],
)
def test_electoral_experience_counts_missions_that_went_well(observations, expected):
    assert tenths("electoral_experience", observations=tuple(observations)) == expected


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([], 0),
        ([T.FIRST_AID], 0),
        ([T.LTO_MODULES], 40),
        ([T.LTO_MODULES, T.NATIONAL_COURSE], 70),
        ([T.LTO_MODULES, T.NATIONAL_COURSE, T.LONG_COURSE], 100),
    ],
)
def test_observation_training_counts_the_best_course(kinds, expected):
    assert tenths("observation_training", trainings=tuple(Training(kind) for kind in kinds)) == expected


@pytest.mark.parametrize(
    ("stays", "expected"),
    [
        ([], 0),
        ([Stay(1)], 50),
        ([Stay(5, in_country=True)], 50),
        ([Stay(3), Stay(3)], 100),
        ([Stay(5, in_country=True), Stay(1)], 100),
        ([Stay(3, in_country=True), Stay(3, in_country=True)], 150),
        ([Stay(0, recurrent=True)], 150),
    ],
)
def test_country_experience_adds_months_up(stays, expected):
    assert tenths("country_experience", stays=tuple(stays)) == expected


@pytest.mark.parametrize(
    ("languages", "expected"),
    [
        ([], 0),
        ([Language("en", Cefr.B2)], 0),
        ([Language("en", Cefr.C1)], 60),
        ([Language("en", Cefr.NATIVE, local=True)], 80),
        ([Language("ru", Cefr.A1, local=True)], 0),
        ([Language("ru", Cefr.A2, local=True)], 30),
        ([Language("ru", Cefr.B1, local=True), Language("ky", Cefr.B2, local=True)], 90),
        ([Language("fr", Cefr.NATIVE)], 0),
        ([Language("en", Cefr.C2), Language("ru", Cefr.C1, local=True)], 200),
    ],
)
def test_languages_counts_english_and_the_best_local_language_once(languages, expected):
    assert tenths("languages", languages=tuple(languages)) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, 0),
        ({"trainings": (Training(T.HOSTILE_ENVIRONMENT),)}, 30),
        ({"trainings": (Training(T.FIRST_AID),)}, 30),
        ({"trainings": (Training(T.LONG_COURSE),)}, 0),
        ({"crisis_postings": (Service(2), Service(3))}, 60),
        ({"crisis_postings": (Service(2), Service(4))}, 100),
    ],
)
def test_crisis_environments_counts_postings_before_trainings(facts, expected):
    assert tenths("crisis_environments", **facts) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, 0),
        ({"relevant_work": (Service(11),)}, 0),
        ({"relevant_work": (Service(6), Service(6))}, 40),
        ({"relevant_degrees": ("education:1",)}, 40),
        ({"relevant_work": (Service(36),)}, 70),
        ({"relevant_work": (Service(71),), "relevant_degrees": ("education:1",)}, 70),
        ({"relevant_work": (Service(72),)}, 100),
    ],
)
def test_professional_knowledge_counts_whole_years(facts, expected):
    assert tenths("professional_knowledge", **facts) == expected


@pytest.mark.parametrize(
    ("level", "expected", "complete"),
    [
        (None, 0, False),
        (MotivationLevel.NONE, 0, True),
        (MotivationLevel.GENERAL, 30, True),
        (MotivationLevel.MISSION_SPECIFIC, 60, True),
        (MotivationLevel.FULL, 100, True),
    ],
)
def test_motivation_is_what_a_person_marked(level, expected, complete):
    score = score_profile(Profile(motivation=level), STO_RUBRIC)

    assert (score.total_tenths, score.is_complete) == (expected, complete)


def test_the_excellent_first_timer_of_the_rubric_has_37_points():
    profile = Profile(
        languages=(Language("en", Cefr.C2), Language("ru", Cefr.B2, local=True)),
        relevant_work=(Service(72),),
        motivation=MotivationLevel.FULL,
    )

    assert score_profile(profile, STO_RUBRIC).total_tenths == 370
    scaled = score_profile(profile, replace(STO_RUBRIC, first_timers_scaled=True))
    assert (scaled.total_tenths, scaled.is_scaled) == (493, True)  # 370 of 750, rounded half up


def test_first_timers_scaled_leaves_experienced_people_alone():
    profile = Profile(observations=(Observation(K.STO),), motivation=MotivationLevel.FULL)

    assert score_profile(profile, replace(STO_RUBRIC, first_timers_scaled=True)).total_tenths == 260


def test_the_working_names_the_lines_and_says_what_was_only_declared():
    profile = Profile(
        observations=(
            Observation(K.STO, evaluation=E.GOOD, line="observation:1", verified=True),
            Observation(K.STO, line="observation:2"),
        ),
        languages=(Language("en", Cefr.C1, line="language:1", verified=True),),
    )

    first, *_ = parts = score_profile(profile, STO_RUBRIC).parts

    assert [(found.line, found.note) for found in first.evidence] == [
        ("observation:1", ""),
        ("observation:2", "unverified_evaluation"),
    ]
    assert first.is_declared
    assert not parts[3].is_declared
    assert parts[3].levels == ("english_c1",)


def test_a_call_may_bring_its_own_weights_but_no_row_gives_more_than_its_maximum():
    rubric = Rubric("own/1", (Criterion("languages", 70, {"english_c1": 60, "local_b1": 60}),))
    profile = Profile(languages=(Language("en", Cefr.C1), Language("ru", Cefr.B1, local=True)))

    assert score_profile(profile, rubric).total_tenths == 70


observations = st.builds(Observation, st.sampled_from(K), st.booleans(), st.sampled_from(E))
trainings = st.builds(Training, st.sampled_from(T))
stays = st.builds(Stay, st.integers(0, 30), st.booleans(), st.booleans())
languages = st.builds(Language, st.sampled_from(["en", "ru", "ky"]), st.sampled_from(Cefr), st.booleans())
services = st.builds(Service, st.integers(0, 90))
MORE = {
    "observations": observations,
    "trainings": trainings,
    "stays": stays,
    "languages": languages,
    "crisis_postings": services,
    "relevant_work": services,
    "relevant_degrees": st.just("education:9"),
}
profiles = st.builds(
    Profile,
    **{name: st.lists(items, max_size=4).map(tuple) for name, items in MORE.items()},
    motivation=st.sampled_from([None, *MotivationLevel]),
)


@given(profiles, st.booleans())
@settings(derandomize=True)
def test_a_score_is_the_sum_of_its_parts_and_stays_within_the_rubric(profile, scaled):
    score = score_profile(profile, replace(STO_RUBRIC, first_timers_scaled=scaled))

    assert all(0 <= part.tenths <= part.max_tenths for part in score.parts)
    assert 0 <= score.total_tenths <= 1000
    assert score.is_scaled or score.total_tenths == sum(part.tenths for part in score.parts)


@given(profiles, st.sampled_from(sorted(MORE)), st.data())
@settings(derandomize=True)
def test_one_more_line_in_the_cv_never_lowers_the_score(profile, name, data):
    richer = replace(profile, **{name: (*getattr(profile, name), data.draw(MORE[name]))})

    before, after = score_profile(profile, STO_RUBRIC), score_profile(richer, STO_RUBRIC)

    assert after.total_tenths >= before.total_tenths
