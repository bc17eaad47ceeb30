"""Putting a person's data together: everything on the map, the papers, what the portal prints."""

import json
from base64 import b64encode
from collections.abc import Callable, Iterator
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, Model, QuerySet
from django.template.loader import render_to_string
from django.utils import translation

from osce_portal.common.models import database_now
from osce_portal.data_map import Table, tables
from osce_portal.files.models import StoredFile
from osce_portal.people import Person
from osce_portal.privacy.models import DataExport
from osce_portal.taking_along import document_makers

FORMAT = "my-data-1"
Step = Callable[[ZipFile], None]


def steps_of(person: Person) -> list[Step]:
    """What is done one after the other, so that the person sees how far it is."""
    makers = [_writer_of(make, person) for make in document_makers()]
    return [lambda pack: _write_rows(pack, person), lambda pack: _write_papers(pack, person), *makers]


def write_pack(path: Any, person: Person, *, tell: Callable[[int], None]) -> None:
    """Write the ZIP file to ``path``; ``tell`` hears after each step how many are done."""
    with translation.override(person.addressee.language), ZipFile(path, "w", ZIP_DEFLATED) as pack:
        pack.writestr("README.txt", render_to_string("privacy/readme.txt", {"person": person}))
        for done, step in enumerate(steps_of(person), 1):
            step(pack)
            tell(done)


def rows_of(person: Person) -> Iterator[dict[str, Any]]:
    """Each table that holds something about the person, with its rows."""
    for table in tables():
        open_columns = [name for name, use in table.personal.items() if not use.secret]
        if not open_columns:
            continue
        rows = table.rows_of(person)
        rows = table.told(rows) if table.told else rows
        yield {
            "table": table.label,
            "about": str(table.model._meta.verbose_name),
            "rows": [_row(row, table, open_columns) for row in _with_names(rows)],
        }


def _with_names(rows: QuerySet[Any]) -> QuerySet[Any]:
    """With the calls and missions that the rows name, so that they can be written out."""
    return rows.select_related(*(column.name for column in _named_columns(rows.model)))


def _named_columns(model: type[Model]) -> list[Field]:
    columns = model._meta.concrete_fields
    return [
        column
        for column in columns
        if column.is_relation and column.related_model._meta.app_label == "missions"
    ]


def _row(row: Any, table: Table, columns: list[str]) -> dict[str, Any]:
    said = {name: table.shown[name](row) if name in table.shown else _value(row, name) for name in columns}
    named = {column.name: str(getattr(row, column.name) or "") for column in _named_columns(type(row))}
    return {"reference": getattr(row, "public_id", ""), **named, **said}


def _value(row: Model, name: str) -> Any:
    """As the table keeps it: codes, dates, numbers, texts; lists and dictionaries where it keeps such."""
    value = row._meta.get_field(name).value_from_object(row)
    return value if value is None or isinstance(value, bool | int | list | dict) else _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return _words_or_base64(bytes(value))
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _words_or_base64(content: bytes) -> str:
    """A file kept in a column: as it is where it is text, else in base64."""
    try:
        return content.decode()
    except UnicodeDecodeError:
        return b64encode(content).decode()


def _write_rows(pack: ZipFile, person: Person) -> None:
    data = {"format": FORMAT, "made_at": database_now(), "tables": list(rows_of(person))}
    pack.writestr("data.json", json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))


def _write_papers(pack: ZipFile, person: Person) -> None:
    """The files as they are kept, under their own names; earlier exports stay out."""
    exports = DataExport.objects.filter(file__isnull=False).values("file")
    for table in tables():
        if table.model is StoredFile:
            for stored in table.rows_of(person).exclude(pk__in=exports):
                with stored.content.open("rb") as content:
                    pack.writestr(f"files/{stored.public_id}-{stored.name}", content.read())


def _writer_of(make: Any, person: Person) -> Step:
    def write(pack: ZipFile) -> None:
        for document in make(person):
            pack.writestr(f"documents/{document.path}", document.content)

    return write
