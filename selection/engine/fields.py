"""Strict readers of JSON values: every refusal is one line that names the place in the file."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any, TypeVar

T = TypeVar("T")
LARGEST = 10**12  # cents: far above any budget, far below what an exact sum could lose


class FileError(ValueError):
    """A file that cannot be used. ``place`` grows outwards: ``score``, then ``candidacies[3].score``."""

    def __init__(self, place: str, message: str) -> None:
        super().__init__(place, message)
        self.place, self.message = place, message

    def __str__(self) -> str:
        """One line, whatever the file's own texts hold."""
        return one_line(f"{self.place}: {self.message}" if self.place else self.message)

    def inside(self, place: str) -> "FileError":
        """The same error, seen from one level further out."""
        glue = "." if self.place and not self.place.startswith("[") else ""
        return FileError(f"{place}{glue}{self.place}", self.message)


def one_line(said: str) -> str:
    """The same words, with whatever would break a line or stay unseen written out."""
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in said)


def parse(text: bytes) -> Any:
    """JSON in UTF-8, without repeated keys and without the numbers JSON does not have (NaN, Infinity)."""
    faults: list[_Fault] = []
    objects, constants = partial(_object, faults), partial(_constant, faults)
    try:
        found = json.loads(text.decode("utf-8"), object_pairs_hook=objects, parse_constant=constants)
        if faults:
            raise next(_named(found))
        return found
    except UnicodeDecodeError as error:
        raise FileError("", f"not UTF-8 (byte {error.start})") from error
    except json.JSONDecodeError as error:
        raise FileError(f"line {error.lineno}, column {error.colno}", f"not JSON: {error.msg}") from error
    except RecursionError as error:
        raise FileError("", "not JSON: nested too deeply") from error
    except FileError:
        raise
    except ValueError as error:  # a number of thousands of digits
        raise FileError("", "not JSON: a number is too long") from error


class _Fault(str):
    """What is wrong, left where it stands until the whole file is read: only then is the place known."""


def _object(faults: list[_Fault], pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        faults.append(_Fault("appears twice"))
        found[next(key for key in keys if keys.count(key) > 1)] = faults[-1]
    return found


def _constant(faults: list[_Fault], name: str) -> _Fault:
    faults.append(_Fault(f"{name} is not a number of JSON"))
    return faults[-1]


def _named(raw: Any, place: str = "") -> Iterator[FileError]:
    if isinstance(raw, _Fault):
        yield FileError(place, raw)
    elif isinstance(raw, dict):
        for key, item in raw.items():
            yield from _named(item, f"{place}.{key}" if place else key)
    elif isinstance(raw, list):
        for index, item in enumerate(raw):
            yield from _named(item, f"{place}[{index}]")


def section(raw: Any, required: frozenset[str], optional: frozenset[str] = frozenset()) -> dict[str, Any]:
    """An object with these keys and no others."""
    if type(raw) is not dict:
        raise FileError("", "must be an object")
    keys = raw.keys()
    if not keys <= required | optional:
        raise FileError(min(keys - required - optional), "unknown key")
    if not keys >= required:
        raise FileError(min(required - keys), "missing")
    return raw


def integer(raw: Any, place: str, low: int, high: int) -> int:
    """A whole number within limits; true and false are not numbers."""
    if type(raw) is not int or not low <= raw <= high:
        raise FileError(place, f"must be an integer from {low} to {high}")
    return raw


def optional_integer(raw: Any, place: str, low: int, high: int) -> int | None:
    """Null, or a whole number within limits."""
    if raw is None:
        return None
    if type(raw) is not int or not low <= raw <= high:
        raise FileError(place, f"must be null or an integer from {low} to {high}")
    return raw


def text(raw: Any, place: str) -> str:
    """Some text that can be written in UTF-8."""
    if type(raw) is not str or not raw:
        raise FileError(place, "must be a text that is not empty")
    if not raw.isascii():
        try:
            raw.encode()
        except UnicodeEncodeError as error:
            raise FileError(place, "has a character that UTF-8 cannot write") from error
    return raw


def label(raw: Any, place: str) -> str:
    """A plain word, or attribute=value with both said."""
    written = text(raw, place)
    attribute, sign, value = written.partition("=")
    if sign and not (attribute and value):
        raise FileError(place, "must have an attribute before the = and a value behind it")
    return written


def boolean(raw: Any, place: str) -> bool:
    """True or false, nothing else."""
    if type(raw) is not bool:
        raise FileError(place, "must be true or false")
    return raw


def choice(raw: Any, place: str, allowed: tuple[Any, ...]) -> Any:
    """One of the words allowed here."""
    if not (raw is None or type(raw) is str) or raw not in allowed:
        shown = ", ".join("null" if word is None else f'"{word}"' for word in allowed)
        raise FileError(place, f"must be one of {shown}")
    return raw


def day(raw: Any, place: str) -> date:
    """A date written YYYY-MM-DD."""
    try:
        found = date.fromisoformat(raw if type(raw) is str else "")
        if found.isoformat() == raw:  # 2027-W03-1 and 20270118 are dates too, written otherwise
            return found
    except ValueError:
        pass
    raise FileError(place, "must be a date written YYYY-MM-DD")


def each(raw: Any, place: str, read: Callable[[Any], T]) -> tuple[T, ...]:
    """A list, every item read; an error names the item."""
    if type(raw) is not list:
        raise FileError(place, "must be a list")
    done: list[T] = []
    try:
        for item in raw:
            done.append(read(item))
    except FileError as error:
        raise error.inside(f"{place}[{len(done)}]") from error
    return tuple(done)


def refuse_repeats(values: list[str], place: Callable[[int], str]) -> None:
    """Every value once; the second of two is named."""
    if len(set(values)) == len(values):
        return
    seen: set[str] = set()
    for index, value in enumerate(values):
        if value in seen:
            raise FileError(place(index), f'"{value}" appears twice')
        seen.add(value)
