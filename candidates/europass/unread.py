"""What nobody read, told in pieces that a person can follow."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from django.utils.translation import gettext

from candidates.europass.nodes import Node
from candidates.europass.proposal import Unmapped
from candidates.europass.texts import plain_text

MAX_PIECES = 300
LONGEST_TEXT = 4000
FILE_IN_LETTERS = re.compile(r"[A-Za-z0-9+/=]{60}")
MOST_IN_A_RECORD = 15  # elements


def unread_pieces(root: Node) -> tuple[Unmapped, ...]:
    """Every text that is not read, with the names on the way to it; what is too much is counted."""
    pieces: list[Unmapped] = []
    left_out = 0
    for piece in _pieces(root, root.name):
        if len(pieces) < MAX_PIECES:
            pieces.append(piece)
        else:
            left_out += 1
    return (*pieces, Unmapped("…", f"+ {left_out}")) if left_out else tuple(pieces)


def _pieces(node: Node, path: str) -> Iterator[Unmapped]:
    if node.children and _is_record(node):
        text = " · ".join(_texts(node))
        if text:
            yield Unmapped(path, text)
        return
    if node.text and not node.is_read:
        yield Unmapped(path, _shown(node.text))
    if not node.children:
        return
    same = Counter(child.name for child in node.children)
    seen: Counter[str] = Counter()
    for child in node.children:
        seen[child.name] += 1
        number = f"[{seen[child.name]}]" if same[child.name] > 1 else ""
        yield from _pieces(child, f"{path}/{child.name}{number}")


def _is_record(node: Node) -> bool:
    """Small, and nothing of it read: a certificate with its title and date is one piece."""
    nodes = list(islice(node.walk(), MOST_IN_A_RECORD + 1))
    return len(nodes) <= MOST_IN_A_RECORD and not any(inner.is_read for inner in nodes) and not _repeats(node)


def _repeats(node: Node) -> bool:
    names = [child.name for child in node.children]
    return len(names) != len(set(names))


def _texts(node: Node) -> Iterator[str]:
    """The texts inside; the code of something that has a label too says nothing to a person."""
    labelled = any(child.name == "Label" and child.text for child in node.children)
    if node.text:
        yield _shown(node.text)
    for child in node.children:
        if not (labelled and child.name == "Code"):
            yield from _texts(child)


def _shown(text: str) -> str:
    if FILE_IN_LETTERS.match(text):
        kilobytes = max(1, len(text) * 3 // 4 // 1024)
        return gettext("(a picture or file of some %(kilobytes)s kB)") % {"kilobytes": kilobytes}
    shown = plain_text(text[:LONGEST_TEXT])
    return f"{shown} …" if len(text) > LONGEST_TEXT else shown
