"""Texts of editors, HTML among them, as plain text."""

import re
from html.parser import HTMLParser

import nh3

BLOCKS = {"p", "div", "ul", "ol", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"}
KEPT = BLOCKS | {"br", "a"}
BLANK_LINES = re.compile(r"\s*\n\s*\n\s*")
WRITTEN_BREAK = re.compile(r"\\r\\n|\\n")
SPACES = re.compile(r"[^\S\n]+")
WHITE = re.compile(r"\s+")


class _Lines(HTMLParser):
    """Reads clean HTML as lines; items of every kind of list begin with a dash."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS or tag == "br":
            self.parts.append("\n")
        if tag == "li":
            self.parts.append("- ")
        if tag == "a":
            self.link = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS - {"li"}:
            self.parts.append("\n")
        if tag == "a" and self.link and self.link not in "".join(self.parts[-3:]):
            self.parts.append(f" ({self.link})")
        if tag == "a":
            self.link = ""

    def handle_data(self, data: str) -> None:
        self.parts.append(WHITE.sub(" ", data) if data.strip() else " ")


def plain_text(text: str) -> str:
    """The text without markup, its paragraphs and list items on lines of their own.

    Old files write line ends as a backslash and an n; those of Europass are HTML within the XML's text.
    """
    has_markup = "<" in text or "&" in text
    text = WRITTEN_BREAK.sub("<br>" if has_markup else "\n", text)
    if has_markup:
        text = _without_markup(text)
    lines = (SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return BLANK_LINES.sub("\n", "\n".join(lines)).strip()


def one_line(text: str) -> str:
    """The same on one line, for fields of one."""
    return WHITE.sub(" ", plain_text(text)).strip()


def list_items(text: str) -> list[str]:
    """Each item of an HTML list on its own line, what stands before it too; any other text is one item."""
    parts = re.split(r"<li\b[^>]*>", text, flags=re.IGNORECASE)
    return list(filter(None, (one_line(part) for part in parts)))


def _without_markup(text: str) -> str:
    has_blocks = re.search(r"<(p|br|li|div)\b", text, re.IGNORECASE)
    parser = _Lines()
    clean = nh3.clean(
        text if has_blocks else text.replace("\n", "<br>"),
        tags=KEPT,
        attributes={"a": {"href"}},
        link_rel=None,
        url_schemes={"http", "https", "mailto"},
    )
    parser.feed(clean)
    parser.close()
    return "".join(parser.parts)
