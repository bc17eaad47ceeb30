"""A document as a tree: every text in it is read by somebody, or told to the person as not taken."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from candidates.europass.errors import EuropassTooComplex

MAX_NODES = 50_000  # a CV of forty pages has some three thousand
MAX_DEPTH = 60
MAX_ATTRIBUTES = 50  # of one element; no format has more than a handful
# What no database takes: control characters but tab and line feed, surrogates, what is no character.
UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


@dataclass(slots=True, eq=False)
class Node:
    """One element; names are local names, whatever the namespace."""

    name: str
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)
    is_read: bool = False

    def all(self, path: str) -> list["Node"]:
        """Every element at the end of ``path`` (``A/B``), in the order of the document."""
        found = [self]
        for name in path.split("/"):
            found = [child for node in found for child in node.children if child.name == name]
        return found

    def first(self, path: str) -> "Node":
        """The first element at ``path``; an empty one where there is none."""
        return next(iter(self.all(path)), Node(path))

    def peek(self, *paths: str) -> str:
        """The first text that is not empty at any of ``paths``; it does not count as read."""
        return next((node.text for path in paths for node in self.all(path) if node.text), "")

    def read(self, *paths: str) -> str:
        """The same, read."""
        for path in paths:
            for node in self.all(path):
                if node.text:
                    node.is_read = True
                    return node.text
        return ""

    def skip(self, *paths: str) -> None:
        """Count everything at and under ``paths`` as read: it says nothing of the person."""
        for path in paths:
            for found in self.all(path):
                for node in found.walk():
                    node.is_read = True

    def walk(self) -> Iterator["Node"]:
        """This element and all under it."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children)

    def lift(self, wrappers: Iterable[str]) -> None:
        """Put the children of mere wrappers (``…List``, ``A`` in ``A``, ``wrappers``) in their place."""
        for node in list(self.walk()):
            node.children = [inner for child in node.children for inner in _unwrapped(child, wrappers)]


def _unwrapped(node: Node, wrappers: Iterable[str]) -> list[Node]:
    names = {child.name for child in node.children}
    is_wrapper = node.name.endswith("List") or node.name in wrappers or node.name in names
    if not is_wrapper or node.text:
        return [node]
    return [inner for child in node.children for inner in _unwrapped(child, wrappers)]


class TreeBuilder:
    """Builds a tree from starts, texts and ends; raises EuropassTooComplex long before memory is short."""

    def __init__(self) -> None:
        self.root = Node("")
        self._open: list[tuple[Node, list[str]]] = [(self.root, [])]
        self._count = 0

    def start(self, name: str, attributes: dict[str, str] | None = None) -> None:
        self._count += 1
        is_long = self._count > MAX_NODES or len(attributes or ()) > MAX_ATTRIBUTES
        if is_long or len(self._open) > MAX_DEPTH:
            raise EuropassTooComplex
        node = Node(name, attributes=attributes or {})
        self._open[-1][0].children.append(node)
        self._open.append((node, []))

    def data(self, text: str) -> None:
        self._open[-1][1].append(text)

    def end(self, _name: str = "") -> None:
        node, parts = self._open.pop()
        node.text = UNWANTED.sub("", "".join(parts)).strip() or _told_by_attributes(node.attributes)


def _told_by_attributes(attributes: dict[str, str]) -> str:
    """Where attributes are the content: a date (``month="--08"``), or a level in files of other hands."""
    if "year" in attributes:
        parts = (attributes.get(name, "").strip("- ") for name in ("year", "month", "day"))
        return "-".join(parts).strip("-")
    return attributes.get("level", "").strip()
