"""What a rubric is, and the one proposed for short-term observers.

Points are integers in tenths of a point (0-1000 for a whole rubric). A rubric is data: a call may bring its
own weights and levels, stored and frozen when it opens; the words shown for a level live outside the engine.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Criterion:
    """One row of a rubric: its code, the most it can give, and what each level gives (tenths of a point)."""

    code: str
    max_tenths: int
    levels: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rubric:
    """A version of the criteria.

    ``first_timers_scaled``: a person without any international mission is ranked on the criteria other than
    ``electoral_experience``, scaled to the whole (off unless the call says so).
    """

    version: str
    criteria: tuple[Criterion, ...]
    first_timers_scaled: bool = False

    @property
    def max_tenths(self) -> int:
        """The most a profile can reach, in tenths of a point."""
        return sum(criterion.max_tenths for criterion in self.criteria)


STO_RUBRIC = Rubric(
    version="sto/1",
    criteria=(
        Criterion("electoral_experience", 250, {"domestic": 80, "some_missions": 160, "many_missions": 250}),
        Criterion(
            "observation_training", 100, {"lto_modules": 40, "national_course": 70, "long_course": 100}
        ),
        Criterion("country_experience", 150, {"short_stay": 50, "region": 100, "country": 150}),
        Criterion(
            "languages",
            200,
            {
                "english_c1": 60,
                "english_c2": 80,
                "local_a2": 30,
                "local_b1": 60,
                "local_b2": 90,
                "local_c1": 120,
            },
        ),
        Criterion("crisis_environments", 100, {"training": 30, "short_posting": 60, "long_posting": 100}),
        Criterion("professional_knowledge", 100, {"degree_or_start": 40, "years_3": 70, "years_6": 100}),
        Criterion("motivation", 100, {"general": 30, "mission_specific": 60, "full": 100}),
    ),
)
