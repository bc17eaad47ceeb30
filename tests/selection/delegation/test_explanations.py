import pytest

from selection.delegation import explanations
from selection.delegation.conflicts import CHANGES, RULES
from selection.engine.codes import Because, CandidateCode, StaffCode

NAMES = {"a": "An Peeters", "b": "Bob Dupont"}
PARAMS = {
    "score": 700,
    "tier": 1,
    "minimum": 500,
    "level": "score",
    "loss": 24,
    "because": "balance",
    "leaves": ["a"],
    "joins": ["b"],
    "lowest_selected": 640,
    "places": 4,
}


@pytest.mark.parametrize("code", list(StaffCode))
def test_every_reason_for_staff_has_words(code):
    text = explanations.staff_text({"code": code, "params": PARAMS}, NAMES)
    assert text.endswith(".")
    assert "%(" not in text


@pytest.mark.parametrize("code", list(CandidateCode))
def test_every_reason_for_the_candidate_has_words_and_names_nobody(code):
    text = explanations.candidate_text({"code": code, "params": PARAMS})
    assert text.endswith(".")
    assert not any(name in text for name in NAMES.values())


@pytest.mark.parametrize("because", list(Because))
def test_every_kind_of_rule_has_words(because):
    assert explanations.BECAUSE[because]()


@pytest.mark.parametrize(
    ("level", "loss", "text"),
    [
        ("filled", 1, "1 place fewer filled"),
        ("tier:0", 2, "2 people fewer of band A"),
        ("outside", 30, "the balances asked are kept less well (by 30, weighted)"),
        ("score", 24, "2.4 points less"),
        ("trade_off", 24, "2.4 points less"),
        ("tie:0", 3, "equal points and cost, but 3 years less since the last mission for Belgium"),
        ("score", 10, "1 point less"),
        ("tie:1", 80, "equal points and cost, but 8 points less of electoral experience"),
    ],
)
def test_every_aim_of_the_order_has_words(level, loss, text):
    assert explanations.loss_text(level, loss) == text


def test_staff_read_who_would_change_places():
    text = explanations.staff_text({"code": "loses", "params": PARAMS}, NAMES)
    assert text == (
        "The balances asked decided. In the team together with Bob Dupont, instead of An Peeters: "
        "2.4 points less."
    )


def test_every_rule_and_change_of_a_conflict_has_words():
    assert set(RULES) | {"band"} == {"budget", "band", "lock_in", "lock_out", "minimum_score"}
    assert set(CHANGES) == {"budget", "band"}
