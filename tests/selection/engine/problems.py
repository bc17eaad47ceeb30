"""Random problems: small ones for the oracle, and one builder for examples."""

from datetime import date

from hypothesis import strategies as st

from selection.engine.types import Band, Call, Candidacy, Policy, Problem

LABELS = {"gender": ["F", "M"], "group": ["FR", "NL"], "origin": ["internal", "external"]}
optional = st.one_of


@st.composite
def bands(draw):
    attribute = draw(st.sampled_from(sorted(LABELS)))
    label = f"{attribute}={draw(st.sampled_from(LABELS[attribute]))}"
    low, high = sorted([draw(st.integers(0, 4)), draw(st.integers(0, 4))])
    low_share, high_share = sorted([draw(st.integers(0, 10)) * 10, draw(st.integers(0, 10)) * 10])
    kind = draw(st.sampled_from(["min", "max", "both", "min_share", "max_share", "shares", "mixed"]))
    weights = sorted([draw(st.integers(0, 40)), draw(st.integers(0, 40))])
    carried = draw(
        st.dictionaries(st.sampled_from([f"{attribute}={v}" for v in LABELS[attribute]]), st.integers(0, 3))
    )
    return Band(
        label=label,
        min=low if kind in {"min", "both", "mixed"} else None,
        max=high if kind in {"max", "both"} else None,
        min_share=low_share if kind in {"min_share", "shares"} else None,
        max_share=high_share if kind in {"max_share", "shares", "mixed"} else None,
        hard=draw(st.booleans()),
        tolerance=draw(st.integers(0, 2)),
        weights=(weights[0], weights[1]),
        carried=carried if draw(st.booleans()) else {},
    )


@st.composite
def candidacies(draw, number, calls, persons):
    labels = tuple(
        f"{attribute}={value}"
        for attribute, values in LABELS.items()
        if (value := draw(st.sampled_from([*values, None]))) is not None
    )
    return Candidacy(
        id=f"c-{number}",
        person=f"p-{draw(st.integers(0, persons)) if persons else number}",
        call=draw(st.sampled_from(calls)).id,
        score=draw(st.sampled_from([300, 400, 550, 560, 700, 750, 800]) | st.integers(0, 1000)),
        cost_cents=draw(st.sampled_from([1000, 1000, 1500, 2000])),
        ties=tuple(draw(st.lists(st.integers(0, 3), max_size=2))),
        labels=labels,
        lock=draw(st.sampled_from([None] * 8 + ["in", "out"])),
    )


@st.composite
def problems(draw, mode, most=9):
    money = st.none() | st.integers(0, 12).map(lambda thousands: thousands * 1000)
    days = st.integers(1, 12).map(lambda day: date(2027, 1, day))
    calls = []
    for number in range(draw(st.sampled_from([1, 1, 1, 1, 2, 3]))):
        first, last = sorted([draw(days), draw(days)])
        calls.append(
            Call(
                id=f"call-{number}",
                places=draw(st.sampled_from([0, 1, 1, 2, 2, 2, 3, 3, 4, 5])),
                starts_on=first,
                ends_on=last,
                budget_cents=draw(money),
                minimum_score=draw(st.sampled_from([0, 0, 0, 400])),
                bands=tuple(
                    draw(
                        st.sampled_from([0, 1, 1, 2, 3]).flatmap(
                            lambda size: st.lists(bands(), min_size=size, max_size=size, unique_by=repr)
                        )
                    )
                ),
            )
        )
    persons = draw(st.sampled_from([0, most // 2])) if len(calls) > 1 else 0
    size = draw(st.sampled_from([0, *range(2, most + 1), *[most] * most]))  # dominance needs a crowd
    return Problem(
        seed=draw(st.sampled_from(["a", "2027"])),
        calls=tuple(calls),
        candidacies=tuple(draw(candidacies(number, calls, persons)) for number in range(size)),
        policy=Policy(
            mode=mode, tiers=draw(st.sampled_from([(), (750, 550, 400)])), relax=("budget", "gender", "group")
        ),
        budget_cents=draw(money),
    )
