"""What a browser would send: the controls of the largest form of a page, as they stand."""

from html.parser import HTMLParser

PRESSED = {"submit", "button", "image", "reset", "file"}


class Forms(HTMLParser):
    """Name and value of every control, by form; None for what is there but would not be sent."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[list[tuple[str, str | None]]] = [[]]
        self.select = self.textarea = ""
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        said = dict(attrs)
        name, value = said.get("name"), said.get("value") or ""
        if tag == "form":
            self.forms.append([])
        elif tag == "select":
            self.select = name or ""
            self.forms[-1].append((self.select, None))
        elif tag == "option" and "selected" in said and self.select:
            self.forms[-1].append((self.select, value))
        elif tag == "textarea" and name:
            self.textarea, self.text = name, []
        elif tag == "input" and name:
            ticked = said.get("type") not in {"checkbox", "radio"} or "checked" in said
            is_sent = ticked and said.get("type") not in PRESSED
            self.forms[-1].append(
                (name, (value or "on" * (said.get("type") == "checkbox")) if is_sent else None)
            )

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""
        elif tag == "textarea" and self.textarea:
            self.forms[-1].append((self.textarea, "".join(self.text).removeprefix("\n")))
            self.textarea = ""


def controls_of(html: str) -> dict[str, list[str]]:
    """Values by name, of the form that has most of them; none for a box without its tick."""
    parser = Forms()
    parser.feed(html)
    sent: dict[str, list[str]] = {}
    for name, value in max(parser.forms, key=len):
        sent.setdefault(name, []).extend([] if value is None else [value])
    return sent
