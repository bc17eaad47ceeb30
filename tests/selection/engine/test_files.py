"""Problem files: strict to read, one way to write, and every refusal names its place."""

import copy
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from selection.engine.fields import FileError
from selection.engine.files import (
    canonical_problem,
    inputs_sha256,
    problem_from_json,
    problem_to_json,
    read_problem,
    to_text,
)

from .problems import problems

EXAMPLE = {
    "format": "selection-problem/1",
    "seed": "2027-kg-sto",
    "budget_cents": 3000000,
    "policy": {"mode": "tiered", "tiers": [750, 550, 400], "relax": ["budget", "gender"], "time_limit_s": 10},
    "calls": [
        {
            "id": "kg",
            "places": 10,
            "budget_cents": None,
            "from": "2027-01-18",
            "to": "2027-01-28",
            "minimum_score": 0,
            "bands": [
                {"label": "language_group=FR", "min": 4, "max": 6, "hard": True},
                {
                    "label": "gender=F",
                    "min_share": 40,
                    "max_share": None,
                    "hard": False,
                    "tolerance": 1,
                    "weights": [30, 100],
                    "carried": {"gender=F": 3, "gender=M": 5},
                },
            ],
        }
    ],
    "candidacies": [
        {
            "id": f"c-{number}",
            "person": f"p-{number}",
            "call": "kg",
            "score": 732,
            "cost_cents": 215000,
            "ties": [6, 16],
            "labels": ["language_group=FR", "gender=F"],
            "lock": None,
        }
        for number in range(4)
    ],
}
HALF = "must have an attribute before the = and a value behind it"
BAND, FIRST = ("calls", 0, "bands", 0), ("candidacies", 3)


def changed(path, value):
    raw = copy.deepcopy(EXAMPLE)
    inner = raw
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return raw


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("format",), "selection-problem/2", 'format: must be one of "selection-problem/1"'),
        (("seed",), "", "seed: must be a text that is not empty"),
        (("colour",), 1, "colour: unknown key"),
        (("budget_cents",), -1, "budget_cents: must be null or an integer from 0 to 1000000000000"),
        (("budget_cents",), 1.5, "budget_cents: must be null or an integer from 0 to 1000000000000"),
        (("policy",), [], "policy: must be an object"),
        (("policy", "mode"), "fair", 'policy.mode: must be one of "tiered", "strict", "trade_off"'),
        (("policy", "tiers"), [550, 750], "policy.tiers: must fall from one to the next"),
        (("policy", "tiers"), [1001], "policy.tiers[0]: must be an integer from 0 to 1000"),
        (("policy", "relax"), ["budget", "budget"], 'policy.relax[1]: "budget" appears twice'),
        (("policy", "relax"), ["budget", ""], "policy.relax[1]: must be a text that is not empty"),
        (
            ("policy", "relax"),
            ["gender=F"],
            'policy.relax[0]: must be "budget" or an attribute: what stands before the = of a label',
        ),
        (("policy", "time_limit_s"), -1, "policy.time_limit_s: must be a number from 0 to 1000000"),
        (("policy", "time_limit_s"), True, "policy.time_limit_s: must be a number from 0 to 1000000"),
        (("calls",), {}, "calls: must be a list"),
        (("calls", 0, "places"), True, "calls[0].places: must be an integer from 0 to 1000000"),
        (("calls", 0, "from"), "2027-1-18", "calls[0].from: must be a date written YYYY-MM-DD"),
        (("calls", 0, "from"), "20270118", "calls[0].from: must be a date written YYYY-MM-DD"),
        (("calls", 0, "from"), "2027-W03-1", "calls[0].from: must be a date written YYYY-MM-DD"),
        (("calls", 0, "from"), 20270118, "calls[0].from: must be a date written YYYY-MM-DD"),
        (("calls", 0, "to"), "2027-01-17", "calls[0].to: must not be before from"),
        ((*BAND, "min"), 7, "calls[0].bands[0].max: must not be below min"),
        ((*BAND, "min_share"), 101, "calls[0].bands[0].min_share: must be null or an integer from 0 to 100"),
        ((*BAND, "hard"), 1, "calls[0].bands[0].hard: must be true or false"),
        (
            (*BAND, "weights"),
            [2, 1],
            "calls[0].bands[0].weights: must be two integers, the second at least the first",
        ),
        (
            (*BAND, "carried"),
            {"gender=F": 1},
            'calls[0].bands[0].carried["gender=F"]: is not a label of language_group',
        ),
        ((*FIRST, "score"), "732", "candidacies[3].score: must be an integer from 0 to 1000"),
        ((*FIRST, "score"), True, "candidacies[3].score: must be an integer from 0 to 1000"),
        ((*FIRST, "score"), 1001, "candidacies[3].score: must be an integer from 0 to 1000"),
        (
            (*FIRST, "ties"),
            [1, 2.0],
            "candidacies[3].ties[1]: must be an integer from -1000000000 to 1000000000",
        ),
        ((*FIRST, "labels"), ["a", "a"], 'candidacies[3].labels[1]: "a" appears twice'),
        (
            (*FIRST, "labels"),
            ["gender=F", "gender=M"],
            "candidacies[3].labels[1]: is a second label of gender, of which a band asks a share",
        ),
        ((*BAND, "label"), "=", f"calls[0].bands[0].label: {HALF}"),
        ((*BAND, "label"), "language_group=", f"calls[0].bands[0].label: {HALF}"),
        ((*BAND, "carried"), {"language_group=": 1}, f'calls[0].bands[0].carried["language_group="]: {HALF}'),
        (
            ("calls", 0, "bands"),
            [
                {"label": "gender=F"},
                {"label": "gender=F", "hard": False},
                {"label": "gender=F", "hard": True},
            ],
            "calls[0].bands[2]: repeats bands[0]",
        ),
        ((*FIRST, "labels"), ["gender=F", "="], f"candidacies[3].labels[1]: {HALF}"),
        ((*FIRST, "labels"), ["=F"], f"candidacies[3].labels[0]: {HALF}"),
        ((*FIRST, "labels"), ["gender="], f"candidacies[3].labels[0]: {HALF}"),
        ((*FIRST, "lock"), "maybe", 'candidacies[3].lock: must be one of null, "in", "out"'),
        ((*FIRST, "id"), "c-2", 'candidacies[3].id: "c-2" appears twice'),
        ((*FIRST, "call"), "md", 'candidacies[3].call: "md" is not one of the calls'),
        ((*FIRST, "age"), 40, "candidacies[3].age: unknown key"),
        ((*FIRST, "call"), "m\nd", r'candidacies[3].call: "m\nd" is not one of the calls'),
        ((*FIRST, "a\r\u2028b"), 40, r"candidacies[3].a\r\u2028b: unknown key"),
        (
            (*FIRST, "cost_cents"),
            10**400,
            "candidacies[3].cost_cents: must be an integer from 0 to 1000000000000",
        ),
        ((*FIRST, "person"), "\ud800", "candidacies[3].person: has a character that UTF-8 cannot write"),
    ],
)
def test_every_mistake_is_refused_in_one_line_that_names_its_place(path, value, message):
    with pytest.raises(FileError) as refused:
        problem_from_json(changed(path, value))

    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("policy", "relax"), ["budget", "affiliation", "first_timer"]),
        (("calls", 0, "bands"), [{"label": "gender=F", "min": 1}, {"label": "gender=F", "max": 4}]),
        (("calls", 0, "bands"), [{"label": "gender=F"}, {"label": "gender=F", "hard": False}]),
        ((*FIRST, "labels"), ["first_timer", "origin=a=b"]),
        ((*FIRST, "person"), "p-2"),
    ],
)
def test_what_may_be_meant_is_read(path, value):
    problem_from_json(changed(path, value))


def test_the_problem_of_the_documentation_is_read_and_its_optional_keys_are_the_defaults():
    text = Path("docs/selection.md").read_text(encoding="utf-8").partition("```json\n")[2].partition("```")[0]
    example = json.loads(text)

    assert problem_to_json(problem_from_json(example)) == example
    del example["calls"][0]["budget_cents"], example["calls"][0]["minimum_score"]
    example["calls"][0]["bands"][0] = {"label": "gender=F", "min_share": 40, "carried": {"gender=M": 2}}
    del example["candidacies"][0]["lock"], example["policy"]["time_limit_s"]
    assert problem_from_json(example) == problem_from_json(json.loads(text))


def test_a_missing_key_is_named():
    raw = copy.deepcopy(EXAMPLE)
    del raw["candidacies"][1]["score"]

    with pytest.raises(FileError, match=r"^candidacies\[1\]\.score: missing$"):
        problem_from_json(raw)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "line 1, column 1: not JSON: Expecting value"),
        (b"\xff", "not UTF-8 (byte 0)"),
        (b"\xef\xbb\xbf{}", "line 1, column 1: not JSON: Unexpected UTF-8 BOM (decode using utf-8-sig)"),
        (b'{"a": 1', "line 1, column 8: not JSON: Expecting ',' delimiter"),
        (b'{"a": [0, {"b": 1, "b": 2}]}', "a[1].b: appears twice"),
        (b'{"a": [0, {"b": NaN}]}', "a[1].b: NaN is not a number of JSON"),
        (b"-Infinity", "-Infinity is not a number of JSON"),
        (b'{"a": NaN, "a": {"b": 1, "b": 2}}', "a: appears twice"),
        (b'{"a": NaN, "b": ' + b"[" * 100_000, "not JSON: nested too deeply"),
        (b"[" * 100_000, "not JSON: nested too deeply"),
        (b"1" * 5000, "not JSON: a number is too long"),
        (b"[]", "must be an object"),
    ],
)
def test_what_is_no_json_is_refused_in_one_line(data, message):
    with pytest.raises(FileError) as refused:
        read_problem(data)

    assert str(refused.value) == message


def test_defaults_are_those_of_the_format():
    raw = copy.deepcopy(EXAMPLE)
    del raw["budget_cents"], raw["calls"][0]["budget_cents"], raw["calls"][0]["minimum_score"]
    raw["policy"] = {"mode": "tiered"}
    raw["calls"][0]["bands"] = [{"label": "gender=F"}]
    for row in raw["candidacies"]:
        del row["ties"], row["lock"]

    full = problem_to_json(problem_from_json(raw))

    assert full["policy"] == {"mode": "tiered", "tiers": [], "relax": [], "time_limit_s": 10}
    assert full["calls"][0]["bands"][0] == {
        "label": "gender=F",
        "min": None,
        "max": None,
        "min_share": None,
        "max_share": None,
        "hard": True,
        "tolerance": 0,
        "weights": [1, 2],
        "carried": {},
    }
    assert (full["budget_cents"], full["calls"][0]["minimum_score"]) == (None, 0)
    assert (full["candidacies"][0]["ties"], full["candidacies"][0]["lock"]) == ([], None)


@settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems("tiered"))
def test_writing_and_reading_give_the_same_problem_and_the_same_fingerprint(wanted):
    text = canonical_problem(wanted)
    again = read_problem(text.encode())

    assert text == to_text(problem_to_json(wanted))
    assert json.loads(text) == problem_to_json(again)
    assert inputs_sha256(again) == inputs_sha256(wanted)


def test_the_fingerprint_does_not_depend_on_the_order_of_the_rows():
    raw = copy.deepcopy(EXAMPLE)
    raw["candidacies"].reverse()

    assert inputs_sha256(problem_from_json(raw)) == inputs_sha256(problem_from_json(EXAMPLE))
    assert inputs_sha256(problem_from_json(changed((*FIRST, "score"), 1))) != inputs_sha256(
        problem_from_json(EXAMPLE)
    )
