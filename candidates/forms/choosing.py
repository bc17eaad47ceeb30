"""Long lists to choose from: countries and languages, by their names in the language of the page."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.forms.widgets import Script
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from candidates.languages import language_choices as make_language_choices

HOME = "BE"
FEWEST_SELECTS = 3
Choices = list[tuple[str, Any]]


class SearchSelect(forms.Select):
    """A select that the page's script turns into a field to type in; without it, an ordinary one.

    ``written`` gives the options as HTML, none of them chosen: written once for each language, since a
    template for each of 250 options costs more than all else on a page.
    """

    class Media:
        js = [Script("js/combobox.js", defer=True)]

    def __init__(self, written: Callable[[], str]):
        self.written = written
        words = {
            "found": _("Found:"),
            "none": _("Nothing found"),
            "unknown": _("Please choose from the list."),
        }
        super().__init__({"data-search": True} | {f"data-{name}": text for name, text in words.items()})

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        given = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        chosen = format_html('<option value="{}"', "" if value is None else value)
        options = self.written().replace(f"{chosen}>", f"{chosen} selected>", 1)
        return format_html("<select{}>{}</select>", flatatt(given), mark_safe(options))  # noqa: S308 — ours


class SeveralSelect(SearchSelect):
    """Several choices of one list, each a select of its own under the one name; one more is left to fill."""

    def __init__(self, written: Callable[[], str], another: Any):
        super().__init__(written)
        self.another = another

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.getlist(name) if hasattr(data, "getlist") else data.get(name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False  # nothing chosen

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = [*(value or ()), *[""] * max(1, FEWEST_SELECTS - len(value or ()))]
        given = [attrs or {}, *(self._further(attrs or {}, number) for number in range(2, len(chosen) + 1))]
        selects = (
            (super(SeveralSelect, self).render(name, code, one, renderer),)
            for code, one in zip(chosen, given, strict=True)
        )
        return format_html('<div class="several">{}</div>', format_html_join("", "{}", selects))

    def _further(self, attrs: dict[str, Any], number: int) -> dict[str, Any]:
        """The field's label names the first alone."""
        own = {key: value for key, value in attrs.items() if key != "required"}
        return own | {"id": f"{attrs.get('id')}_{number}", "aria-label": self.another}


class SeveralField(forms.MultipleChoiceField):
    """What is left empty is no choice, and what is chosen twice counts once."""

    def to_python(self, value: Any) -> list[str]:
        return list(dict.fromkeys(code for code in super().to_python(value) if code))


def _write_options(choices: Choices) -> SafeString:
    return format_html_join("", "{}", ((_write_option(value, label),) for value, label in choices))


def _write_option(value: str, label: Any) -> SafeString:
    if isinstance(label, list | tuple):
        return format_html('<optgroup label="{}">{}</optgroup>', value, _write_options(list(label)))
    return format_html('<option value="{}">{}</option>', value, label)


def country_choices() -> Choices:
    """An empty choice, Belgium, then every country by its name in the language of the page."""
    return _countries_in(get_language() or "")


@lru_cache(maxsize=8)
def _countries_in(_language: str) -> Choices:
    """Naming and sorting 250 countries takes longer than all else on a page: once for each language."""
    named = dict(countries)
    return [("", "---------"), (HOME, named.pop(HOME)), *named.items()]


def language_choices() -> Choices:
    """For a select: an empty choice, the languages asked for most often, then all others by name."""
    return _languages_in(get_language() or "")


@lru_cache(maxsize=8)
def _languages_in(_language: str) -> Choices:
    return make_language_choices()


@lru_cache(maxsize=8)
def _country_options(_language: str) -> SafeString:
    return _write_options(country_choices())


@lru_cache(maxsize=8)
def _language_options(_language: str) -> SafeString:
    return _write_options(language_choices())


def country_field(label: Any, **options: Any) -> forms.ChoiceField:
    """To choose one country."""
    widget = SearchSelect(lambda: _country_options(get_language() or ""))
    return forms.ChoiceField(label=label, choices=country_choices, widget=widget, **options)


def countries_field(label: Any, another: Any, **options: Any) -> SeveralField:
    """To choose several; ``another`` names every select but the first."""
    widget = SeveralSelect(lambda: _country_options(get_language() or ""), another)
    return SeveralField(label=label, choices=country_choices, widget=widget, **options)


def language_field(label: Any, **options: Any) -> forms.ChoiceField:
    """To choose one language."""
    widget = SearchSelect(lambda: _language_options(get_language() or ""))
    return forms.ChoiceField(label=label, choices=language_choices, widget=widget, **options)
