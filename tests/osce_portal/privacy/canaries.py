"""A word of its own in every personal column of one person, wherever the data map says there is one."""

import datetime as dt
import secrets
from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.core.files.base import ContentFile
from django.db import models
from django_countries.fields import CountryField
from phonenumber_field.modelfields import PhoneNumberField

from missions.models import Call
from osce_portal.data_map import Table, tables
from osce_portal.people import Person, all_files, person_behind
from tests.factories.missions import CallFactory

SHORTEST = 8
FREE_TEXT = (models.CharField, models.TextField)
# Planted by the test itself: no key leads there, or a proof would break.
NAMED_WITHIN = ("sessions.Session", "candidates.ImportedRow", "audit.AuditValues")
# Keys lead on from these: changed, they would lead nowhere, and nothing would be left to erase.
LEADS_ON = {("usersessions.UserSession", "session_key")}
# What constraints want filled with a text, or not at all.
BESIDE: dict[tuple[str, str], dict[str, Any]] = {
    ("candidates.PoolMembership", "end_reason"): {"ended_on": dt.date(2027, 1, 1)},
}
Planted = dict[tuple[str, str], str]


def takes_free_text(column: models.Field) -> bool:
    """Whether a column could hold anybody's words: no code of a list, no two letters of a country."""
    if isinstance(column, models.JSONField | models.BinaryField):
        return True
    if not isinstance(column, FREE_TEXT) or isinstance(column, CountryField | SearchVectorField):
        return False
    return not column.choices and (column.max_length is None or column.max_length >= SHORTEST)


def word_for(column: models.Field, word: str, number: int) -> Any:
    match column:
        case models.JSONField():
            return {"said": word}
        case models.BinaryField():
            return word.encode()
        case PhoneNumberField():
            return f"+324700{number:05d}"
        case models.EmailField():
            return f"{word}@example.org"
        case models.URLField():
            return f"https://example.org/{word}"
    return word


def plant(person: Person, prefix: str) -> Planted:
    """Fill the person's rows; returns the word of each (table, column). Each table needs a row beforehand."""
    planted: Planted = {}
    for table in sorted(tables(), key=lambda one: one.label != "candidates.Candidate"):  # addresses lead on
        for column in _columns(table):
            row = table.rows_of(person).last()
            assert row is not None, f"Give the person of this test a row in {table.label}."
            word = f"{prefix}{len(planted):03d}"
            value = word_for(column, word, len(planted) + ord(prefix[0]) * 100)
            beside = BESIDE.get((table.label, column.name), {})
            table.model._base_manager.filter(pk=row.pk).update(**{column.name: value} | beside)
            planted[table.label, column.name] = value if isinstance(column, PhoneNumberField) else word
            if table.label in {"candidates.Candidate", "accounts.User"}:
                person = person_behind(all_files().select_related("user").get(pk=person.file.pk))
    return planted


def _columns(table: Table) -> Iterator[models.Field]:
    if table.label in NAMED_WITHIN:
        return
    for name in table.personal:
        column = table.model._meta.get_field(name)
        is_file = isinstance(column, models.FileField)
        is_reference = name.endswith("_ref")
        leads_on = (table.label, name) in LEADS_ON
        if takes_free_text(column) and not (name in table.stays or is_file or is_reference or leads_on):
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
}


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
    table = next((table for table in tables() if table.model is model), None)
    found = table.rows_of(person).first() if table and table.personal else model._base_manager.last()
    return found or (make_row(table, person) if table else None)
