"""Problem files: read strictly, written canonically.

``problem_from_json`` takes what ``json.loads`` gives and raises ``FileError`` (one line, naming the place);
``problem_to_json`` gives it back with every default written out. ``inputs_sha256`` is the fingerprint of the
canonical problem: UTF-8, keys sorted, no spaces, candidacies by id.
"""

import hashlib
import itertools
import json
import math
from operator import attrgetter
from typing import Any

from selection.engine.fields import (
    LARGEST,
    FileError,
    boolean,
    choice,
    day,
    each,
    integer,
    label,
    optional_integer,
    parse,
    refuse_repeats,
    section,
    text,
)
from selection.engine.types import Band, Call, Candidacy, Policy, Problem

FORMAT = "selection-problem/1"
MOST = 1_000_000  # places, seats, people: an integer that a file may carry
TIE = 10**9

PROBLEM_KEYS = frozenset({"format", "seed", "policy", "calls", "candidacies"})
POLICY_KEYS = frozenset({"mode"})
POLICY_OPTIONS = frozenset({"tiers", "relax", "time_limit_s"})
CALL_KEYS = frozenset({"id", "places", "from", "to"})
CALL_OPTIONS = frozenset({"budget_cents", "minimum_score", "bands"})
BAND_KEYS = frozenset({"label"})
BAND_OPTIONS = frozenset(
    {"min", "max", "min_share", "max_share", "hard", "tolerance", "weights", "carried"},
)
CANDIDACY_KEYS = frozenset({"id", "person", "call", "score", "cost_cents", "labels"})
CANDIDACY_OPTIONS = frozenset({"ties", "lock"})


def read_problem(data: bytes) -> Problem:
    """A problem from the bytes of its file. Raises FileError."""
    return problem_from_json(parse(data))


def problem_from_json(raw: Any) -> Problem:
    """A problem from parsed JSON, everything checked. Raises FileError."""
    section(raw, PROBLEM_KEYS, frozenset({"budget_cents"}))
    choice(raw["format"], "format", (FORMAT,))
    try:
        policy = _policy(raw["policy"])
    except FileError as error:
        raise error.inside("policy") from error
    problem = Problem(
        seed=text(raw["seed"], "seed"),
        budget_cents=optional_integer(raw.get("budget_cents"), "budget_cents", 0, LARGEST),
        policy=policy,
        calls=each(raw["calls"], "calls", _call),
        candidacies=each(raw["candidacies"], "candidacies", _candidacy),
    )
    _check_together(problem)
    return problem


def _policy(raw: Any) -> Policy:
    section(raw, POLICY_KEYS, POLICY_OPTIONS)
    tiers = each(raw.get("tiers", []), "tiers", lambda item: integer(item, "", 0, 1000))
    if any(lower >= higher for higher, lower in itertools.pairwise(tiers)):
        raise FileError("tiers", "must fall from one to the next")
    relax = each(raw.get("relax", []), "relax", _relaxed)
    refuse_repeats(list(relax), lambda index: f"relax[{index}]")
    limit = raw.get("time_limit_s", 10)
    if type(limit) not in (int, float) or not math.isfinite(limit) or not 0 <= limit <= MOST:
        raise FileError("time_limit_s", f"must be a number from 0 to {MOST}")
    return Policy(choice(raw["mode"], "mode", ("tiered", "strict", "trade_off")), tiers, relax, limit)


def _relaxed(raw: Any) -> str:
    """What may give way; no call need have it, since one policy serves many."""
    name = text(raw, "")
    if "=" in name:
        raise FileError("", 'must be "budget" or an attribute: what stands before the = of a label')
    return name


def _call(raw: Any) -> Call:
    section(raw, CALL_KEYS, CALL_OPTIONS)
    call = Call(
        id=text(raw["id"], "id"),
        places=integer(raw["places"], "places", 0, MOST),
        starts_on=day(raw["from"], "from"),
        ends_on=day(raw["to"], "to"),
        budget_cents=optional_integer(raw.get("budget_cents"), "budget_cents", 0, LARGEST),
        minimum_score=integer(raw.get("minimum_score", 0), "minimum_score", 0, 1000),
        bands=each(raw.get("bands", []), "bands", _band),
    )
    if call.starts_on > call.ends_on:
        raise FileError("to", "must not be before from")
    for index, band in enumerate(call.bands):
        if band in call.bands[:index]:
            raise FileError(f"bands[{index}]", f"repeats bands[{call.bands.index(band)}]")
    return call


def _band(raw: Any) -> Band:
    section(raw, BAND_KEYS, BAND_OPTIONS)
    weights = each(raw.get("weights", [1, 2]), "weights", lambda item: integer(item, "", 0, MOST))
    if len(weights) != 2 or weights[0] > weights[1]:
        raise FileError("weights", "must be two integers, the second at least the first")
    band = Band(
        label=label(raw["label"], "label"),
        min=optional_integer(raw.get("min"), "min", 0, MOST),
        max=optional_integer(raw.get("max"), "max", 0, MOST),
        min_share=optional_integer(raw.get("min_share"), "min_share", 0, 100),
        max_share=optional_integer(raw.get("max_share"), "max_share", 0, 100),
        hard=boolean(raw.get("hard", True), "hard"),
        tolerance=integer(raw.get("tolerance", 0), "tolerance", 0, MOST),
        weights=(weights[0], weights[1]),
        carried=_carried(raw.get("carried", {})),
    )
    _check_band(band)
    return band


def _carried(raw: Any) -> dict[str, int]:
    if type(raw) is not dict:
        raise FileError("carried", "must be an object")
    places = {text(name, "carried"): f'carried["{name}"]' for name in raw}
    return {label(name, place): integer(raw[name], place, 0, MOST) for name, place in places.items()}


def _check_band(band: Band) -> None:
    """Limits that could never hold, and shares of nothing, are mistakes of the file."""
    if band.min is not None and band.max is not None and band.min > band.max:
        raise FileError("max", "must not be below min")
    if band.min_share is not None and band.max_share is not None and band.min_share > band.max_share:
        raise FileError("max_share", "must not be below min_share")
    if band.is_share and "=" not in band.label:
        raise FileError("label", "must be written attribute=value where a share is asked")
    for name in band.carried:
        if name.partition("=")[0] != band.attribute:
            raise FileError(f'carried["{name}"]', f"is not a label of {band.attribute}")


def _candidacy(raw: Any) -> Candidacy:
    section(raw, CANDIDACY_KEYS, CANDIDACY_OPTIONS)
    return Candidacy(
        text(raw["id"], "id"),
        text(raw["person"], "person"),
        text(raw["call"], "call"),
        integer(raw["score"], "score", 0, 1000),
        integer(raw["cost_cents"], "cost_cents", 0, LARGEST),
        _ties(raw.get("ties", [])),
        _labels(raw["labels"]),
        choice(raw.get("lock"), "lock", (None, "in", "out")),
    )


def _ties(raw: Any) -> tuple[int, ...]:
    return each(raw, "ties", lambda item: integer(item, "", -TIE, TIE))


def _labels(raw: Any) -> tuple[str, ...]:
    labels = each(raw, "labels", lambda item: text(item, ""))
    if len(set(labels)) != len(labels):
        refuse_repeats(list(labels), lambda index: f"labels[{index}]")
    return labels


def _check_together(problem: Problem) -> None:
    """What no single item shows: repeated ids, unknown calls, two answers where a share is asked.

    Labels too are looked at here, once for all who have the same.
    """
    refuse_repeats([call.id for call in problem.calls], lambda index: f"calls[{index}].id")
    refuse_repeats(
        [candidacy.id for candidacy in problem.candidacies], lambda index: f"candidacies[{index}].id"
    )
    shared = {
        call.id: frozenset(band.attribute for band in call.bands if band.is_share) for call in problem.calls
    }
    clear: set[tuple[str, tuple[str, ...]]] = set()
    for index, candidacy in enumerate(problem.candidacies):
        kind = (candidacy.call, candidacy.labels)
        if kind in clear:
            continue
        if candidacy.call not in shared:
            raise FileError(f"candidacies[{index}].call", f'"{candidacy.call}" is not one of the calls')
        _check_labels(candidacy.labels, shared[candidacy.call], index)
        clear.add(kind)


def _check_labels(labels: tuple[str, ...], shared: frozenset[str], index: int) -> None:
    seen: set[str] = set()
    for position, name in enumerate(labels):
        place = f"candidacies[{index}].labels[{position}]"
        attribute = label(name, place).partition("=")[0]
        if attribute in shared and attribute in seen:
            raise FileError(place, f"is a second label of {attribute}, of which a band asks a share")
        seen.add(attribute)


def problem_to_json(problem: Problem) -> dict[str, Any]:
    """The problem as JSON values, every default written out, candidacies by id."""
    return {
        "format": FORMAT,
        "seed": problem.seed,
        "budget_cents": problem.budget_cents,
        "policy": {
            "mode": problem.policy.mode,
            "tiers": list(problem.policy.tiers),
            "relax": list(problem.policy.relax),
            "time_limit_s": problem.policy.time_limit_s,
        },
        "calls": [_call_to_json(call) for call in problem.calls],
        "candidacies": [
            _candidacy_to_json(candidacy)
            for candidacy in sorted(problem.candidacies, key=lambda item: item.id)
        ],
    }


def _call_to_json(call: Call) -> dict[str, Any]:
    return {
        "id": call.id,
        "places": call.places,
        "budget_cents": call.budget_cents,
        "from": call.starts_on.isoformat(),
        "to": call.ends_on.isoformat(),
        "minimum_score": call.minimum_score,
        "bands": [
            {
                "label": band.label,
                "min": band.min,
                "max": band.max,
                "min_share": band.min_share,
                "max_share": band.max_share,
                "hard": band.hard,
                "tolerance": band.tolerance,
                "weights": list(band.weights),
                "carried": dict(band.carried),
            }
            for band in call.bands
        ],
    }


def _candidacy_to_json(candidacy: Candidacy) -> dict[str, Any]:
    return {
        "id": candidacy.id,
        "person": candidacy.person,
        "call": candidacy.call,
        "score": candidacy.score,
        "cost_cents": candidacy.cost_cents,
        "ties": list(candidacy.ties),
        "labels": list(candidacy.labels),
        "lock": candidacy.lock,
    }


def to_text(value: Any) -> str:
    """Canonical JSON: keys sorted, no spaces, UTF-8 left as it is."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def inputs_sha256(problem: Problem) -> str:
    """Fingerprint of the canonical problem: the same for every order of the rows."""
    return hashlib.sha256(canonical_problem(problem).encode()).hexdigest()


def canonical_problem(problem: Problem) -> str:
    """``to_text(problem_to_json(problem))``, with the candidacies written directly because they are many."""
    bare = Problem(problem.seed, problem.calls, (), problem.policy, problem.budget_cents)
    head = to_text(problem_to_json(bare))
    rows = ",".join(_rows(sorted(problem.candidacies, key=attrgetter("id"))))
    return head.replace('"candidacies":[]', f'"candidacies":[{rows}]', 1)


class _Texts(dict[object, str]):
    """Values as JSON; what many rows share is written once."""

    def __missing__(self, value: object) -> str:
        written = self[value] = to_text(value)
        return written


def _rows(candidacies: list[Candidacy]) -> list[str]:
    quote, text_of = json.encoder.encode_basestring, _Texts()
    return [
        f'{{"call":{text_of[one.call]},"cost_cents":{one.cost_cents},"id":{quote(one.id)},'
        f'"labels":{text_of[one.labels]},"lock":{text_of[one.lock]},"person":{quote(one.person)},'
        f'"score":{one.score},"ties":{text_of[one.ties]}}}'
        for one in candidacies
    ]
