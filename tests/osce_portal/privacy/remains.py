"""Everything that the portal keeps, as text to be searched: tables, files, what Redis holds."""

import datetime as dt
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import redis
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection
from pypdf import PdfReader

from osce_portal.files.models import StoredFile
from selection.nominations.sealing import SealedTextField


def whole_database() -> str:
    """Every row of every table; numbers of rows are left out, they count nobody's data."""
    with connection.cursor() as cursor:
        dump = []
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{name}"')  # noqa: S608 — our own tables
            columns = [column.name for column in cursor.description]
            dump += [f"{name}: {_said(columns, row)}" for row in cursor.fetchall()]
    return "\n".join([*dump, *sealed_texts()])


def _said(columns: list[str], row: tuple[Any, ...]) -> list[Any]:
    pairs = zip(columns, row, strict=True)
    return [_readable(value) for name, value in pairs if not (_is_key(name) and isinstance(value, int))]


def _is_key(name: str) -> bool:
    return name == "id" or name.endswith("_id")


def _readable(value: Any) -> Any:
    """Days and instants as ISO says them, with all six places of a second."""
    if isinstance(value, dt.datetime):
        return value.isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, dt.date) else _unpacked(value)


def _unpacked(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def sealed_texts() -> Iterator[str]:
    """What lies encrypted, as the portal itself reads it."""
    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            if isinstance(column, SealedTextField):
                yield from model._base_manager.values_list(column.name, flat=True)


def files_on_disk() -> list[Path]:
    return [path for path in Path(default_storage.location).rglob("*") if path.is_file()]


def unmapped_files() -> set[Path]:
    """What lies on the disk although no row tells of it: no erasure would find it."""
    known = {default_storage.path(name) for name in StoredFile.objects.values_list("content", flat=True)}
    return {path for path in files_on_disk() if str(path) not in known}


def words_of_files() -> bytes:
    return b"".join(words_of_bytes(path.read_bytes()) for path in files_on_disk())


def words_of_bytes(content: bytes) -> bytes:
    """The bytes, and what is packed or pressed within: the members of a ZIP, the text of a PDF."""
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as pack:
            return content + b"".join(words_of_bytes(pack.read(name)) for name in pack.namelist())
    if content.startswith(b"%PDF") and b"startxref" in content:  # those of the factories have no pages
        return content + "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).encode()
    return content


def whole_redis() -> str:
    """Every key with its value, read as the portal wrote it: packed, a word in it would not be found."""
    client = redis.Redis.from_url(settings.REDIS_URL)
    return " ".join(f"{key} {_held(client, key)}" for key in client.scan_iter(count=1000))


def _held(client: Any, key: bytes) -> Any:
    match client.type(key):
        case b"string":
            own = key.startswith(b":1:")  # Django's cache writes its version before a key
            return cache._cache._serializer.loads(client.get(key)) if own else client.get(key)
        case b"list":
            return client.lrange(key, 0, -1)
        case b"hash":
            return client.hgetall(key)
        case b"set":
            return client.smembers(key)
        case b"zset":
            return client.zrange(key, 0, -1)
    return client.dump(key)
