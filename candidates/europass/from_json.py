"""The JSON that Europass served to other programs until 2020, as the tree that the XML gives."""

import json
from typing import Any

from candidates.europass.errors import BrokenEuropass, EuropassTooComplex, NotEuropass
from candidates.europass.from_xml import LEGACY
from candidates.europass.nodes import Node, TreeBuilder

DATE_PARTS = ("Year", "Month", "Day")
PARTS_OF_A_CV = {"LearnerInfo", "Attachment"}


def read_json(data: bytes) -> Node:
    """The root, named as in XML; raises NotEuropass, EuropassTooComplex, BrokenEuropass."""
    try:
        # Objects as tuples of pairs: a key that stands twice is not lost.
        value = json.loads(data.decode("utf-8-sig"), object_pairs_hook=tuple)
    except RecursionError as error:
        raise EuropassTooComplex from error
    except ValueError as error:
        raise BrokenEuropass from error
    builder = TreeBuilder()
    _build(builder, LEGACY, _content(value))
    return builder.root.children[0]


def _content(value: Any) -> tuple[Any, ...]:
    """What stands under ``SkillsPassport``; the wrapper may be missing."""
    pairs = value if isinstance(value, tuple) else ()
    inner = next((found for key, found in pairs if key == LEGACY), None)
    if isinstance(inner, tuple):
        return inner
    if any(key in PARTS_OF_A_CV for key, _ in pairs):
        return pairs
    raise NotEuropass


def _build(builder: TreeBuilder, name: str, value: Any) -> None:
    if isinstance(value, list):
        for item in value:
            _build(builder, name, item)
        return
    builder.start(name)
    if isinstance(value, tuple) and value:
        _build_object(builder, value)
    elif isinstance(value, bool):
        builder.data("true" if value else "false")
    elif value is not None and value != ():
        builder.data(str(value))
    builder.end()


def _build_object(builder: TreeBuilder, pairs: tuple[tuple[str, Any], ...]) -> None:
    if all(key in DATE_PARTS and not isinstance(value, tuple | list) for key, value in pairs):
        parts = dict(pairs)
        builder.data("-".join(str(parts[name]).strip("-") for name in DATE_PARTS if name in parts))
        return
    for key, value in pairs:
        _build(builder, key, value)
