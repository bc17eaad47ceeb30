"""Result files: read strictly, written canonically. The same problem gives the same bytes."""

from collections.abc import Iterable, Mapping
from typing import Any

from selection.engine.fields import LARGEST, FileError, choice, each, integer, parse, section, text
from selection.engine.files import to_text
from selection.engine.types import BandResult, Explanation, Figures, Note, Result

FORMAT = "selection-result/1"
STATUSES = ("optimal", "time_limit", "infeasible")
RESULT_KEYS = frozenset(
    {
        "format",
        "status",
        "team",
        "filled",
        "tiers",
        "outside",
        "score",
        "cost_cents",
        "bound",
        "bands",
        "reserve",
        "explanations",
        "relaxations",
        "inputs_sha256",
        "engine",
    }
)
BAND_KEYS = frozenset({"call", "label", "count", "of", "min", "max", "outside"})
FAR = 10**18


def read_result(data: bytes) -> Result:
    """A result from the bytes of its file. Raises FileError."""
    return result_from_json(parse(data))


def result_to_text(result: Result) -> str:
    """The file: canonical JSON and a line end."""
    return to_text(result_to_json(result)) + "\n"


def result_to_json(result: Result) -> dict[str, Any]:
    """The result as JSON values."""
    figures = result.figures
    return {
        "format": FORMAT,
        "status": result.status,
        "team": list(result.team),
        "filled": figures.filled,
        "tiers": list(figures.tiers),
        "outside": figures.outside,
        "score": figures.score,
        "cost_cents": figures.cost_cents,
        "bound": result.bound,
        "bands": [_band_to_json(band) for band in figures.bands],
        "reserve": list(result.reserve),
        "explanations": explanations_to_json(result.explanations),
        "relaxations": notes_to_json(result.relaxations),
        "inputs_sha256": result.inputs_sha256,
        "engine": {
            "version": result.engine_version,
            "solver": result.solver,
            "reserve": result.reserve_size,  # so that a list cut short is found out
        },
    }


def explanations_to_json(explanations: Mapping[str, Explanation]) -> dict[str, Any]:
    """Explanations as JSON values."""
    return {
        one: {"staff": _note_to_json(why.staff), "candidate": _note_to_json(why.candidate)}
        for one, why in explanations.items()
    }


def notes_to_json(notes: Iterable[Note]) -> list[dict[str, Any]]:
    """Notes as JSON values."""
    return [_note_to_json(note) for note in notes]


def _note_to_json(note: Note) -> dict[str, Any]:
    return {"code": str(note.code), "params": dict(note.params)}


def _band_to_json(band: BandResult) -> dict[str, Any]:
    return {
        "call": band.call,
        "label": band.label,
        "count": band.count,
        "of": band.of,
        "min": band.min,
        "max": band.max,
        "outside": band.outside,
    }


def result_from_json(raw: Any) -> Result:
    """A result from parsed JSON; its shape is checked here, its truth by ``verify``. Raises FileError."""
    section(raw, RESULT_KEYS)
    choice(raw["format"], "format", (FORMAT,))
    engine = raw["engine"]
    try:
        section(engine, frozenset({"version", "solver", "reserve"}))
        version, solver = text(engine["version"], "version"), text(engine["solver"], "solver")
        reserve_size = integer(engine["reserve"], "reserve", 0, FAR)
    except FileError as error:
        raise error.inside("engine") from error
    return Result(
        status=choice(raw["status"], "status", STATUSES),
        team=_ids(raw["team"], "team"),
        figures=_figures(raw),
        bound=None if raw["bound"] is None else integer(raw["bound"], "bound", -FAR, FAR),
        reserve=_ids(raw["reserve"], "reserve"),
        reserve_size=reserve_size,
        explanations=_explanations(raw["explanations"]),
        relaxations=each(raw["relaxations"], "relaxations", _note),
        inputs_sha256=text(raw["inputs_sha256"], "inputs_sha256"),
        engine_version=version,
        solver=solver,
    )


def _ids(raw: Any, place: str) -> tuple[str, ...]:
    return each(raw, place, lambda item: text(item, ""))


def _figures(raw: dict[str, Any]) -> Figures:
    return Figures(
        filled=integer(raw["filled"], "filled", 0, FAR),
        tiers=each(raw["tiers"], "tiers", lambda item: integer(item, "", 0, FAR)),
        outside=integer(raw["outside"], "outside", 0, FAR),
        score=integer(raw["score"], "score", 0, FAR),
        cost_cents=integer(raw["cost_cents"], "cost_cents", 0, FAR),
        bands=each(raw["bands"], "bands", _band),
    )


def _band(raw: Any) -> BandResult:
    section(raw, BAND_KEYS)
    low, high = (
        None if raw[key] is None else integer(raw[key], key, -LARGEST, LARGEST) for key in ("min", "max")
    )
    return BandResult(
        text(raw["call"], "call"),
        text(raw["label"], "label"),
        integer(raw["count"], "count", 0, LARGEST),
        integer(raw["of"], "of", 0, LARGEST),
        low,
        high,
        integer(raw["outside"], "outside", 0, LARGEST),
    )


def _explanations(raw: Any) -> dict[str, Explanation]:
    if type(raw) is not dict:
        raise FileError("explanations", "must be an object")
    read = {}
    for one, why in raw.items():
        try:
            section(why, frozenset({"staff", "candidate"}))
            read[one] = Explanation(_note(why["staff"]), _note(why["candidate"]))
        except FileError as error:
            raise error.inside(f'explanations["{one}"]') from error
    return read


def _note(raw: Any) -> Note:
    section(raw, frozenset({"code", "params"}))
    if type(raw["params"]) is not dict:
        raise FileError("params", "must be an object")
    return Note(text(raw["code"], "code"), raw["params"])
