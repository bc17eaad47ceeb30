"""Writes the plain fields of forms directly: Django renders a template for each option of each select.

The HTML is that of Django's own templates, in a fraction of the time. Other widgets go
through their templates.
"""

from collections.abc import Callable
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.utils.formats import localize
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

FOLDER = "django/forms/widgets/"
OPTION = f"{FOLDER}select_option.html"
INPUTS = ("checkbox", "date", "email", "hidden", "input", "number", "search", "tel", "text", "time", "url")
Words = dict[str, Any]


class WrittenFields(TemplatesSetting):
    """As ``FORM_RENDERER``."""

    def render(self, template_name: str, context: Words, request: Any = None) -> str:
        write = WRITERS.get(template_name)
        written = write(context["widget"]) if write else None
        return super().render(template_name, context, request) if written is None else written


def _write_input(widget: Words) -> SafeString:
    value = widget["value"]
    said = "" if value is None else format_html(' value="{}"', value)
    kind, name = widget["type"], widget["name"]
    return format_html('<input type="{}" name="{}"{}{}>', kind, name, said, _attributes(widget["attrs"]))


def _write_textarea(widget: Words) -> SafeString:
    given = _attributes(widget["attrs"])
    return format_html('<textarea name="{}"{}>\n{}</textarea>', widget["name"], given, widget["value"] or "")


def _write_select(widget: Words) -> SafeString | None:
    """None where a widget has options of its own making."""
    groups = widget["optgroups"]
    if any(option["template_name"] != OPTION for _name, options, _number in groups for option in options):
        return None
    written = format_html_join("", "\n{}", ((_group(name, options),) for name, options, _number in groups))
    return format_html(
        '<select name="{}"{}>{}\n</select>', widget["name"], _attributes(widget["attrs"]), written
    )


def _group(name: Any, options: list[Words]) -> SafeString:
    written = format_html_join("\n", "{}", ((_option(option),) for option in options))
    return format_html('<optgroup label="{}">\n{}\n</optgroup>', name, written) if name else written


def _option(option: Words) -> SafeString:
    given, label = _attributes(option["attrs"]), localize(option["label"])
    return format_html('<option value="{}"{}>{}</option>', option["value"], given, label)


def _attributes(attributes: Words) -> SafeString:
    """False leaves one out, True writes its name alone."""
    said = [(name, value) for name, value in attributes.items() if value is not False]
    return format_html_join("", " {}{}", ((name, _set_to(value)) for name, value in said))


def _set_to(value: Any) -> str:
    return "" if value is True else format_html('="{}"', conditional_escape(value))


WRITERS: dict[str, Callable[[Words], SafeString | None]] = {
    **{f"{FOLDER}{name}.html": _write_input for name in INPUTS},
    f"{FOLDER}select.html": _write_select,
    f"{FOLDER}textarea.html": _write_textarea,
}
