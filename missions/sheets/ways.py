"""How one value is written in a cell, and columns that stand for one field of a table each."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Model
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from missions.sheets.columns import Find, Known, Others, Texts, Values, as_it_stands
from osce_portal.sheets.cells import day
from osce_portal.sheets.errors import CellRefused

TWO_LETTERS = _("the code of two letters, for example KG")
LANGUAGE_NAMES = {"fr": _("French"), "nl": _("Dutch"), "de": _("German"), "en": _("English")}
WHOLE_NUMBER = re.compile(r"\d{1,6}", re.ASCII)
BETWEEN_CODES = re.compile(r"[\s,;]+")
YES, NO = "yes", "no"
ANSWERS = {
    **dict.fromkeys(("yes", "oui", "ja", "true", "vrai", "waar", "wahr", "1"), YES),
    **dict.fromkeys(("no", "non", "nee", "nein", "false", "faux", "onwaar", "falsch", "0"), NO),
}


class Way(NamedTuple):
    """``clean`` brings a cell into one way of writing, ``value`` reads it, ``words`` writes a value.

    ``form`` says which texts it takes; empty for any.
    """

    clean: Callable[[str], str]
    value: Callable[[str], Any]
    words: Callable[[Any], str]
    form: Any = ""


def _iso_day(text: str) -> str:
    return day(text).isoformat()


def _number(text: str) -> str:
    if not WHOLE_NUMBER.fullmatch(text):
        raise CellRefused(_("Please write a whole number, or leave the cell empty."))
    return str(int(text))


def _answer(text: str) -> str:
    if (answer := ANSWERS.get(text.casefold())) is None:
        raise CellRefused(_("Please write yes or no, or leave the cell empty."))
    return answer


def _in_words(answer: bool) -> str:
    return YES if answer else NO


def _is_yes(text: str) -> bool:
    return text == YES


TEXT = Way(as_it_stands, str, str)
DAY = Way(_iso_day, dt.date.fromisoformat, str, _("a day: 2027-12-31 or 31/12/2027"))
NUMBER = Way(_number, int, str, _("a whole number"))
FLAG = Way(_answer, _is_yes, _in_words, _("yes or no"))


def one_of(codes: list[str]) -> Way:
    """One of these codes, in small or capital letters."""

    def clean(text: str) -> str:
        if text.lower() not in codes:
            raise CellRefused(_("Please write one of these: %(codes)s."), codes=", ".join(codes))
        return text.lower()

    return Way(clean, str, str, ", ".join(codes))


def some_of(codes: list[str]) -> Way:
    """Any of these codes, each once, between commas."""
    one = one_of(codes)

    def clean(text: str) -> str:
        return ", ".join(dict.fromkeys(one.clean(part) for part in BETWEEN_CODES.split(text) if part))

    several = format_lazy(_("several with commas between: {codes}"), codes=one.form)
    return Way(clean, lambda text: text.split(", "), ", ".join, several)


def column(model: type[Model], name: str, way: Way = TEXT, *, code: str = "", **options: Any) -> Known:
    """The column of one field, called as the field is; an empty cell means an empty field."""
    field: Any = model._meta.get_field(name)
    code = code or name
    empty = None if field.null else field.get_default()

    def read(texts: Texts, others: Others) -> Values:
        return {name: way.value(texts[code]) if texts[code] else empty}

    def words(row: Any) -> str:
        value = getattr(row, name)
        return "" if value in (None, "", []) else way.words(value)

    options.setdefault("must_say", not (field.null or field.blank))
    options.setdefault("label", field.verbose_name)
    options.setdefault("form", way.form)
    return Known(code, words=words, fields=(name,), clean=way.clean, read=read, **options)


def in_languages(model: type[Model], name: str, *, plain: str = "") -> tuple[Known, ...]:
    """The columns of a text in four languages: ``title_fr``, ``title_nl`` …; ``plain`` has no ending."""
    label: Any = model._meta.get_field(name).verbose_name  # type: ignore[union-attr]
    return tuple(
        column(
            model,
            f"{name}_{language}",
            code=name if language == plain else "",
            label=format_lazy("{} ({})", label, LANGUAGE_NAMES[language]),
        )
        for language in settings.LANGUAGES_OF_CONTENT
    )


def other(model: type[Model], name: str, find: Find, words: Callable[[Any], str], **options: Any) -> Known:
    """The column that names a row of another table, of which ``words`` says the name."""
    code = options.pop("code", name)

    def read(texts: Texts, others: Others) -> Values:
        return {name: others[code][texts[code]] if texts[code] else None}

    def words_of(row: Any) -> str:
        named = getattr(row, name)
        return words(named) if named is not None else ""

    field: Any = model._meta.get_field(name)
    options.setdefault("label", field.verbose_name)
    options.setdefault("must_say", not field.null)
    return Known(code, words=words_of, fields=(name,), read=read, find=find, **options)
