"""Score one profile against one rubric, in tenths of a point, showing the working.

How to use it::

    from selection.engine.profile import Cefr, Language, MotivationLevel, Observation, ObservationKind
    from selection.engine.profile import Profile
    from selection.engine.rubric import STO_RUBRIC
    from selection.engine.scoring import score_profile

    profile = Profile(
        observations=(Observation(ObservationKind.STO, line="observation:12"),),
        languages=(
            Language("en", Cefr.C1, line="language:3"),
            Language("ru", Cefr.B2, local=True, line="language:4"),
        ),
        motivation=MotivationLevel.MISSION_SPECIFIC,  # None until a person has marked it
    )
    score = score_profile(profile, STO_RUBRIC)
    score.total_tenths                                # 370: 16 + 15 + 6 points
    score.is_complete                                 # False while the motivation is not marked
    for part in score.parts:                          # one per criterion, in the rubric's order
        part.criterion, part.tenths, part.max_tenths  # "languages", 150, 200
        part.levels                                   # ("english_c1", "local_b2"): codes to translate
        part.evidence                                 # Evidence(line, verified, note): the CV lines used
        part.is_declared, part.is_pending             # a line is not verified yet; waits for a person

Only integers: the same profile gives the same score on every machine. Adding a line to a CV never lowers a
score (with ``first_timers_scaled``, a first international mission may, because it changes the scale).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from selection.engine.profile import (
    Cefr,
    Evaluation,
    MotivationLevel,
    Observation,
    ObservationKind,
    Profile,
    Service,
    Training,
    TrainingKind,
)
from selection.engine.rubric import Criterion, Rubric

HALF_YEAR = 6  # months, as the rubric counts experience in the country and in crisis postings
ENGLISH = "en"
CEFR_ORDER = tuple(Cefr)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A line of the CV that gave points. ``note``: "" or ``unverified_evaluation`` (counted as good)."""

    line: str
    verified: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What one criterion gave (tenths of a point), the levels reached and the lines that showed it."""

    criterion: str
    tenths: int
    max_tenths: int
    levels: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    is_pending: bool = False

    @property
    def is_declared(self) -> bool:
        """True when at least one line behind the points was not verified by staff."""
        return any(not evidence.verified for evidence in self.evidence)


@dataclass(frozen=True, slots=True)
class Score:
    """Total in tenths of a point (0-1000), and its parts.

    ``is_scaled``: a first-timer, ranked on the other criteria.
    """

    total_tenths: int
    parts: tuple[Part, ...]
    rubric_version: str
    is_scaled: bool = False

    @property
    def is_complete(self) -> bool:
        """False while a criterion waits for a person."""
        return not any(part.is_pending for part in self.parts)


Finding = tuple[str, tuple[Evidence, ...]] | None  # a level reached, and the lines that show it


def score_profile(profile: Profile, rubric: Rubric) -> Score:
    """Score a frozen profile against a rubric version, in tenths of a point; rounds half up where it scales.

    Raises KeyError when the rubric names a criterion, or lacks a level, that this engine cannot read.
    """
    parts = tuple(_score_criterion(criterion, profile) for criterion in rubric.criteria)
    if rubric.first_timers_scaled and profile.is_first_timer:
        return Score(_scaled_total(parts), parts, rubric.version, is_scaled=True)
    return Score(sum(part.tenths for part in parts), parts, rubric.version)


def _scaled_total(parts: tuple[Part, ...]) -> int:
    """The criteria a first-timer can reach, on the scale of the whole rubric; rounded half up."""
    others = [part for part in parts if part.criterion != "electoral_experience"]
    whole, reachable = sum(part.max_tenths for part in parts), sum(part.max_tenths for part in others)
    if reachable == 0:
        return 0
    return (2 * sum(part.tenths for part in others) * whole + reachable) // (2 * reachable)


def _score_criterion(criterion: Criterion, profile: Profile) -> Part:
    findings = [found for found in READERS[criterion.code](profile) if found is not None]
    tenths = sum(criterion.levels[level] for level, _ in findings)
    return Part(
        criterion=criterion.code,
        tenths=min(criterion.max_tenths, tenths),
        max_tenths=criterion.max_tenths,
        levels=tuple(level for level, _ in findings),
        evidence=tuple(evidence for _, lines in findings for evidence in lines),
        is_pending=criterion.code == "motivation" and profile.motivation is None,
    )


def _electoral_experience(profile: Profile) -> Iterable[Finding]:
    """Row 1. A mission with a poor evaluation gives nothing; one not heard of yet counts as good."""
    good = [seen for seen in profile.observations if seen.evaluation is not Evaluation.POOR]
    abroad = [seen for seen in good if seen.international and seen.kind is not ObservationKind.DOMESTIC]
    long_term = [seen for seen in abroad if seen.kind is not ObservationKind.STO]
    if long_term or len(abroad) >= 3:
        yield "many_missions", _observed(long_term or abroad)
    elif abroad:
        yield "some_missions", _observed(abroad)
    elif good:
        yield "domestic", _observed(good)


def _observed(observations: Iterable[Observation]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            seen.line,
            seen.verified,
            "unverified_evaluation" if seen.evaluation is Evaluation.UNVERIFIED else "",
        )
        for seen in observations
    )


def _observation_training(profile: Profile) -> Iterable[Finding]:
    """Row 2: the best training counts, beyond the mandatory e-learning."""
    for kind in (TrainingKind.LONG_COURSE, TrainingKind.NATIONAL_COURSE, TrainingKind.LTO_MODULES):
        lines = _trained(profile, {kind})
        if lines:
            yield kind.value, lines
            return


def _trained(profile: Profile, kinds: set[TrainingKind]) -> tuple[Evidence, ...]:
    def counts(training: Training) -> bool:
        return training.kind in kinds

    return tuple(Evidence(done.line, done.verified) for done in filter(counts, profile.trainings))


def _country_experience(profile: Profile) -> Iterable[Finding]:
    """Row 3. Months add up, and months in the country are months in its region."""
    here = [stay for stay in profile.stays if stay.in_country or stay.recurrent]
    in_country = sum(stay.months for stay in here if stay.in_country) >= HALF_YEAR
    if in_country or any(stay.recurrent for stay in here):
        yield "country", tuple(Evidence(stay.line, stay.verified) for stay in here)
        return
    lines = tuple(Evidence(stay.line, stay.verified) for stay in profile.stays)
    if sum(stay.months for stay in profile.stays) >= HALF_YEAR:
        yield "region", lines
    elif lines:
        yield "short_stay", lines


def _languages(profile: Profile) -> Iterable[Finding]:
    """Row 4: English, plus the best other language spoken there; a language counts once."""
    yield _best_language(profile, lambda language: language.code == ENGLISH, ENGLISH_LEVELS)
    yield _best_language(profile, lambda language: language.local and language.code != ENGLISH, LOCAL_LEVELS)


ENGLISH_LEVELS = {Cefr.C1: "english_c1", Cefr.C2: "english_c2", Cefr.NATIVE: "english_c2"}
LOCAL_LEVELS = {
    Cefr.A2: "local_a2",
    Cefr.B1: "local_b1",
    Cefr.B2: "local_b2",
    Cefr.C1: "local_c1",
    Cefr.C2: "local_c1",
    Cefr.NATIVE: "local_c1",
}


def _best_language(profile: Profile, counts: Callable[..., bool], levels: dict[Cefr, str]) -> Finding:
    spoken = [language for language in profile.languages if counts(language) and language.level in levels]
    if not spoken:
        return None
    best = max(spoken, key=lambda language: CEFR_ORDER.index(language.level))
    return levels[best.level], (Evidence(best.line, best.verified),)


def _crisis_environments(profile: Profile) -> Iterable[Finding]:
    """Row 5: postings before trainings."""
    if profile.crisis_postings:
        long = _months(profile.crisis_postings) >= HALF_YEAR
        yield "long_posting" if long else "short_posting", _served(profile.crisis_postings)
        return
    lines = _trained(profile, {TrainingKind.HOSTILE_ENVIRONMENT, TrainingKind.FIRST_AID})
    if lines:
        yield "training", lines


def _professional_knowledge(profile: Profile) -> Iterable[Finding]:
    """Row 6: whole years of relevant work; a relevant degree opens the first level."""
    years = _months(profile.relevant_work) // 12
    if years >= 3:
        yield "years_6" if years >= 6 else "years_3", _served(profile.relevant_work)
    elif years >= 1 or profile.relevant_degrees:
        degrees = tuple(Evidence(line, verified=False) for line in profile.relevant_degrees)
        yield "degree_or_start", _served(profile.relevant_work) + degrees


def _months(services: Iterable[Service]) -> int:
    return sum(service.months for service in services)


def _served(services: Iterable[Service]) -> tuple[Evidence, ...]:
    return tuple(Evidence(service.line, service.verified) for service in services)


def _motivation(profile: Profile) -> Iterable[Finding]:
    """Row 7, marked by a person."""
    if profile.motivation not in (None, MotivationLevel.NONE):
        yield profile.motivation.value, ()


READERS: dict[str, Callable[[Profile], Iterable[Finding]]] = {
    "electoral_experience": _electoral_experience,
    "observation_training": _observation_training,
    "country_experience": _country_experience,
    "languages": _languages,
    "crisis_environments": _crisis_environments,
    "professional_knowledge": _professional_knowledge,
    "motivation": _motivation,
}
