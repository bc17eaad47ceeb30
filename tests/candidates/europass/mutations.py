"""Files no longer what they were: elements dropped, doubled, moved, values replaced, bytes flipped."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any
from xml.etree import ElementTree

Turn = tuple[int, int, int]  # which mutation, where, and with what

VALUES = (
    "", " ", "0", "-1", "9" * 400, "9999-99-99", "2020-02-31", "--13", "true", "null", "\u2028\u202e\u0085",
    "<br>", "&nbsp;&lt;", "<![CDATA[", "<!--", "<li><li><ul>", "data:image/png;base64,", "iVBORw0KGgo=",
    "JVBERi0=", "x" * 5000, "http://[::1", "javascript:alert(1)", "10.1/é", "EQF-7 ISCED 5", "C3", "language",
    "NO HIT", "\\n\\n", "😀", "+32 0470@", "٢٠٠٢", "Publications", "publications", "UK", "FREE_TEXT",
)  # fmt: skip
NOISE = (
    b"", b"\x00", b"\xff\xfe", b"<", b"</", b"&", b"&#0;", b"&x;", b"]]>", b"<!DOCTYPE a [<!ENTITY x 'y'>]>",
    b"<?xml version='1.0' encoding='utf-7'?>", b"{", b"[" * 2000, b'"', b"\\ud800", b"NaN", b"1e999", b"\xc3",
    b"1" * 5000,
)  # fmt: skip


def mutated_xml(data: bytes, turns: list[Turn]) -> Iterator[bytes]:
    """After every turn the document as it stands then, well-formed all the way."""
    root = ElementTree.fromstring(data)  # noqa: S314 — a file of our own
    for kind, where, what in turns:
        elements = list(root.iter())
        chosen = elements[where % len(elements)]
        XML_MUTATIONS[kind % len(XML_MUTATIONS)](chosen, elements, what)
        yield ElementTree.tostring(root)


def _drop(chosen: Any, _elements: list[Any], what: int) -> None:
    if len(chosen):
        chosen.remove(chosen[what % len(chosen)])


def _double(chosen: Any, _elements: list[Any], what: int) -> None:
    if len(chosen) and len(_elements) < 500:
        chosen.append(deepcopy(chosen[what % len(chosen)]))


def _reverse(chosen: Any, _elements: list[Any], _what: int) -> None:
    chosen[:] = list(chosen)[::-1]


def _replace_text(chosen: Any, _elements: list[Any], what: int) -> None:
    chosen.text = VALUES[what % len(VALUES)]


def _replace_attribute(chosen: Any, _elements: list[Any], what: int) -> None:
    names = list(chosen.attrib) or ["year"]
    chosen.set(names[what % len(names)], VALUES[what % len(VALUES)])


def _rename(chosen: Any, elements: list[Any], what: int) -> None:
    chosen.tag = elements[what % len(elements)].tag


def _move(chosen: Any, elements: list[Any], what: int) -> None:
    other = elements[what % len(elements)]
    if len(elements) < 500:
        other.append(deepcopy(chosen))


XML_MUTATIONS: tuple[Callable[[Any, list[Any], int], None], ...] = (
    _drop, _double, _reverse, _replace_text, _replace_text, _replace_attribute, _rename, _move,
)  # fmt: skip


def mutated_json(data: bytes, turns: list[Turn]) -> Iterator[bytes]:
    """The same for JSON: values take each other's places, and kinds that nobody expects."""
    root = json.loads(data)
    for kind, where, what in turns:
        places = list(_places(root))
        holder, key = places[where % len(places)]
        other_holder, other_key = places[what % len(places)]
        replacements = (
            VALUES[what % len(VALUES)], None, what, True, [], {}, [holder[key], holder[key]], 1e300,
            deepcopy(other_holder[other_key]) if len(places) < 500 else "",
        )  # fmt: skip
        holder[key] = replacements[kind % len(replacements)]
        yield json.dumps(root).encode()


def _places(node: Any) -> Iterator[tuple[Any, Any]]:
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in list(pairs):
        yield node, key
        yield from _places(value)


def mutated_bytes(data: bytes, turns: list[Turn]) -> Iterator[bytes]:
    """After every turn the file as it stands then, broken in most cases."""
    for kind, where, what in turns:
        at = where % (len(data) + 1)
        end = min(len(data), at + what % 200)
        noise = NOISE[what % len(NOISE)]
        pieces = (
            data[:at] + noise + data[at:],
            data[:at] + data[end:],
            data[:end] + data[at:],
            data[:at],
            data[:at] + bytes(byte ^ (1 << what % 8) for byte in data[at : at + 1]) + data[at + 1 :],
            data[end:] + data[:end],
        )
        data = pieces[kind % len(pieces)][:200_000]
        yield data
