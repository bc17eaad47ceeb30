"""A value of its own in every personal column of one person, wherever the data map says there is one."""

import datetime as dt
import re
import secrets
from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.files.base import ContentFile
from django.db import models
from django.db.models import Value
from django_countries.fields import CountryField
from phonenumber_field.modelfields import PhoneNumberField

from missions.models import Call, Change
from osce_portal.data_map import Table, tables
from osce_portal.people import Person, all_files, person_behind
from tests.factories.missions import CallFactory, ChangeFactory

SHORTEST = 10
FREE_TEXT = (models.CharField, models.TextField)
LONG_AGO = dt.date(1800, 1, 1)  # nothing else in the portal is as old
# What the portal itself writes with a word in it: changed afterwards, a proof would break, or a session end.
WRITTEN_BY_THE_PORTAL = {("audit.AuditValues", "values"), ("sessions.Session", "session_data")}
Planted = dict[tuple[str, str], str]


def takes_free_text(column: models.Field) -> bool:
    """Whether a column could hold anybody's words: no code of a list, no two letters of a country."""
    if isinstance(column, models.JSONField | models.BinaryField):
        return True
    if not isinstance(column, FREE_TEXT) or isinstance(column, CountryField | SearchVectorField):
        return False
    return not column.choices and (column.max_length is None or column.max_length >= SHORTEST)


def why_it_carries_none(column: models.Field) -> str:
    """By its kind alone: why no value in this column could be told from another person's; else empty."""
    if isinstance(column, models.FileField):
        return "the random name of a file: what stands in it is looked through beside"
    if isinstance(column, models.BooleanField):
        return "yes or no"
    if isinstance(column, CountryField) or column.choices:
        return "a code of a list"
    if isinstance(column, models.CharField) and column.max_length and column.max_length < SHORTEST:
        return "a few letters"
    if column.name.endswith("_ref") or column.name in {table.model._meta.pk.name for table in tables()}:
        return "a random reference, by which the person's rows are found"
    return ""


def value_for(column: models.Field, number: int, word: str) -> tuple[Any, str]:
    """What to write into a column, and how it reads where it is looked for; a number for each column."""
    match column:
        case models.DateTimeField():
            day = LONG_AGO + dt.timedelta(days=number)
            return dt.datetime.combine(day, dt.time(12), dt.UTC), day.isoformat()
        case models.DateField():
            day = LONG_AGO + dt.timedelta(days=number)
            return day, day.isoformat()
        case models.IntegerField():
            return number, str(number)
        case models.GenericIPAddressField():
            return f"2001:db8::{number:x}", f"2001:db8::{number:x}"
        case SearchVectorField():
            return SearchVector(Value(word), config="simple"), word
        case models.BinaryField():
            return word.encode(), word
        case PhoneNumberField():
            return f"+324700{number:05d}", f"+324700{number:05d}"
        case models.EmailField():
            return f"{word}@example.org", word
        case models.URLField():
            return f"https://example.org/{word}", word
    assert takes_free_text(column), f"Say what a canary in {column} looks like."
    return word, word


def stands_in(canary: str, text: str) -> bool:
    """Whether it stands there by itself: not as a part of a longer number or word."""
    return canary in text and re.search(rf"(?<![\w.]){re.escape(canary)}(?![\d])", text) is not None


def plant(person: Person, prefix: str) -> Planted:
    """Fill the person's rows; returns what to look for, by (table, column). Each table needs a row before."""
    planted: Planted = {}
    for table in sorted(tables(), key=lambda one: one.label != "candidates.Candidate"):  # addresses lead on
        columns = list(_columns(table))
        row = table.rows_of(person).order_by("pk").last() if columns else None
        assert row or not columns, f"Give the person of this test a row in {table.label}."
        values: dict[str, Any] = {}
        for column in columns:
            number = ord(prefix[0]) * 100 + len(planted)
            value, canary = value_for(column, number, f"{prefix}{len(planted):03d}")
            is_json = isinstance(column, models.JSONField)
            values[column.name] = _with_word(getattr(row, column.name), canary) if is_json else value
            planted[table.label, column.name] = canary
        if row:  # all at once: constraints may want some columns filled together
            table.model._base_manager.filter(pk=row.pk).update(**values)
        if table.label in {"candidates.Candidate", "accounts.User"}:
            person = person_behind(all_files().select_related("user").get(pk=person.file.pk))
    return planted


def _with_word(said: Any, word: str) -> Any:
    """What stood there goes on leading to the person, and being read."""
    return [*said, {"said": word}] if isinstance(said, list) else {**(said or {}), "said": word}


def _columns(table: Table) -> Iterator[models.Field]:
    """The personal columns of a table that do not stay, and in which one person can be told from another."""
    for name in table.personal:
        column = table.model._meta.get_field(name)
        if name in table.stays or (table.label, name) in WRITTEN_BY_THE_PORTAL:
            continue
        if not why_it_carries_none(column):
            yield column


def add_rows(person: Person) -> None:
    """One row in each table about the person that has none yet."""
    for table in tables():
        if table.personal and (table.file or table.account) and not table.rows_of(person).exists():
            make_row(table, person)


def make_row(table: Table, person: Person) -> models.Model:
    """A row of any shape; what constraints ask beyond types stands in ``ASKED``."""
    values: dict[str, Any] = {}
    ways = {table.file.split("__")[0], table.account.split("__")[0]}
    for column in table.model._meta.concrete_fields:
        is_optional = column.has_default() or column.null or column.blank
        if column.primary_key or (is_optional and column.name not in ways):
            continue
        values[column.name] = _any_value(column, person)
    return table.model._base_manager.create(**values | ASKED.get(table.label, {}))


ASKED: dict[str, dict[str, Any]] = {
    "candidates.Reference": {"agreed": True, "email": "referee@example.org"},
    "privacy.DataExport": {"state": "expired"},
    "candidates.LanguageSkill": {"is_mother_tongue": True},
    "candidacies.AvailabilityQuestion": {
        "answered_at": dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC), "is_available": True,
    },
}  # fmt: skip


def _any_value(column: models.Field, person: Person) -> Any:
    match column:
        case models.ForeignKey():
            return _any_row(column.related_model, person)
        case models.DateTimeField():
            return dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
        case models.DateField():
            return dt.date(2026, 3, 1)
        case models.BooleanField():
            return False
        case models.JSONField():
            return {}
        case models.BinaryField():
            return b"x"
        case models.GenericIPAddressField():
            return "192.0.2.1"
        case models.FileField():
            return ContentFile(b"x", name="x")
        case _ if column.choices:
            return column.choices[0][0]
        case models.IntegerField():
            return 1
        case models.EmailField():
            return f"{secrets.token_hex(4)}@example.org"
    return secrets.token_hex(4) if takes_free_text(column) else "en"


def _any_row(model: type[models.Model], person: Person) -> Any:
    for own in (person.file, person.account):
        if isinstance(own, model):
            return own
    if model is Call:
        return CallFactory(closed=True)
    if model is Change:
        return ChangeFactory()
    table = next((table for table in tables() if table.model is model), None)
    found = table.rows_of(person).first() if table and table.personal else model._base_manager.last()
    return found or (make_row(table, person) if table else None)
