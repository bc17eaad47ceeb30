"""What models of every room share: the public identity and the one clock."""

import datetime as dt
import secrets

from django.db import connection, models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


def new_public_id() -> str:
    """128 random bits in 22 URL-safe characters: says nothing about the row or its number."""
    return secrets.token_urlsafe(16)


def database_now() -> dt.datetime:
    """The database's clock at this statement, as an aware instant in UTC.

    Every deadline is judged by this one clock; those of web hosts, workers and browsers are for display.
    """
    with connection.cursor() as cursor:
        compiler = models.sql.Query(None).get_compiler(connection=connection)
        sql, params = compiler.compile(Now())
        cursor.execute(f"SELECT {sql}", params)
        (value,) = cursor.fetchone()
    instant: dt.datetime = dt.datetime.fromisoformat(value) if isinstance(value, str) else value
    return instant if instant.tzinfo else instant.replace(tzinfo=dt.UTC)


class PublicIdModel(models.Model):
    """A row that people meet: known outside by ``public_id`` only, never by its number."""

    public_id = models.CharField(
        _("reference"), max_length=22, unique=True, default=new_public_id, editable=False
    )

    class Meta:
        abstract = True
