"""Every column of every table is on the data map, so that nobody's data is forgotten."""

import pytest
from django.apps import apps
from django.db import models
from django.utils.functional import Promise

from osce_portal.data_map import Table, tables, unmapped_columns

HOW = "Say in the app's data_map.py what each is for (personal), or that it is about nobody (other=)."


def every_model() -> list[type[models.Model]]:
    return list(apps.get_models(include_auto_created=True))


def test_every_column_of_every_table_is_on_the_map():
    forgotten = [name for model in every_model() for name in unmapped_columns(model)]
    assert forgotten == [], HOW


def test_the_map_names_nothing_that_is_not_there():
    known = {model._meta.label for model in every_model()}
    assert {table.label for table in tables()} <= known
    wrong = [
        f"{table.label}.{name}"
        for table in tables()
        for name in {*table.personal, *table.other, *table.staff, *table.neutral, *table.stays}
        if name not in {column.name for column in table.model._meta.concrete_fields}
    ]
    assert wrong == []


def test_a_column_stands_on_the_map_once():
    twice = [table.label for table in tables() if {*table.personal} & (table.other | table.staff)]
    assert twice == []


@pytest.mark.parametrize(
    "table", [table for table in tables() if table.personal], ids=lambda table: table.label
)
def test_erasure_knows_what_becomes_of_each_personal_column(table: Table):
    assert table.file or table.account or table.ref or table.find or table.label == "sessions.Session"
    settled = {*table.neutral, *table.stays}
    assert table.deleted or table.label == "sessions.Session" or set(table.personal) <= settled
    assert not set(table.neutral) & table.stays


def test_a_column_that_nobody_mapped_is_found():
    told = Table("missions.QuotaTarget", other=frozenset({"label", "min", "max"}))
    unmapped = unmapped_columns(apps.get_model("missions.QuotaTarget"), told)
    assert "missions.QuotaTarget.min_share" in unmapped
    assert "missions.QuotaTarget.label" not in unmapped


def test_a_link_to_an_account_is_no_mere_key():
    candidate, document = (apps.get_model(f"candidates.{name}") for name in ("Candidate", "Document"))
    assert "candidates.Candidate.user" in unmapped_columns(candidate, Table("candidates.Candidate"))
    assert "candidates.Document.file" not in unmapped_columns(document, Table("candidates.Document"))


@pytest.mark.parametrize(
    "table", [table for table in tables() if table.personal], ids=lambda table: table.label
)
def test_table_and_columns_are_named_in_words(table: Table):
    """What nobody put into words is a name from the code."""
    meta = table.model._meta
    assert table.called or isinstance(meta.verbose_name_plural, Promise)
    columns = [meta.get_field(name) for name in table.personal if name not in table.words]
    assert [column.name for column in columns if not isinstance(column.verbose_name, Promise)] == []
