"""The data map: every column of every table, and what the personal ones are for; this imports no app.

Each app says it in its ``data_map.py``, found when the portal starts. Export and erasure follow the map: a
column that is not on it would be forgotten by both, so a test refuses it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from osce_portal.people import Person


class Basis(models.TextChoices):
    """Why the law lets the ministry keep it (GDPR, article 6(1))."""

    PUBLIC_TASK = "e", _("Task in the public interest (GDPR, article 6(1)(e))")
    LEGAL_DUTY = "c", _("Legal obligation (GDPR, article 6(1)(c))")


class Kept(models.TextChoices):
    """Until when it is kept; years and days stand in the settings."""

    FILE = "file", _("Until the file is anonymised: on request, or some years after the last activity")
    CANDIDACY = "candidacy", _("With the candidacy, until the file is anonymised")
    ACCOUNT = "account", _("Until the account is closed")
    STATISTICS = "statistics", _("Without end, for the statistics, no longer tied to a name")
    LOG = "log", _("Facts without end, as proof; values until the file is anonymised")
    MISSION = "mission", _("Until some weeks after the mission")
    DAYS = "days", _("A few days")
    MARK = "mark", _("Some years after the erasure, as a keyed hash in which nobody can read it")


class Reader(models.TextChoices):
    """Who gets to see it."""

    PERSON = "person", _("The person")
    DESK = "desk", _("Desk officers")
    BUDGET = "budget", _("Budget officers")
    SELECTION = "selection", _("Those who propose and approve selections")
    AUDITOR = "auditor", _("Auditor and data-protection officer")
    ADMINISTRATOR = "administrator", _("Administrators")
    OSCE = "osce", _("OSCE and its institutions, once nominated")
    NOBODY = "nobody", _("Nobody: only the portal itself")


@dataclass(frozen=True)
class Use:
    """What personal columns are for. ``secret``: not given out, not even to the person.

    What is secret would open an account, or speaks of somebody else (GDPR, article 15(4)).
    """

    purpose: Any
    basis: Basis
    kept: Kept
    readers: tuple[Reader, ...]
    secret: bool = False


Find = Callable[[Person], QuerySet[Any]]


@dataclass(frozen=True)
class Table:
    """One table of the map. ``file``, ``account``, ``ref`` are the ways from a row to its person.

    ``told`` leaves out what the person is not told yet, ``shown`` says how a column is told to the person.
    On erasure the rows go (``deleted``), or ``neutral`` is written into them; ``stays`` names the personal
    columns that remain, because they say nothing any more once the others are empty. ``called`` and ``words``
    name table and columns in words, where their models do not.
    """

    label: str
    personal: Mapping[str, Use] = field(default_factory=dict)
    other: frozenset[str] = frozenset()
    staff: frozenset[str] = frozenset()
    file: str = ""
    account: str = ""
    ref: str = ""
    find: Find | None = None
    shown: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)
    told: Callable[[QuerySet[Any]], QuerySet[Any]] | None = None
    deleted: bool = False
    neutral: Mapping[str, Any] = field(default_factory=dict)
    stays: frozenset[str] = frozenset()
    called: Any = ""
    words: Mapping[str, Any] = field(default_factory=dict)

    @property
    def model(self) -> type[models.Model]:
        return apps.get_model(self.label)

    @property
    def name(self) -> str:
        return capfirst(str(self.called or self.model._meta.verbose_name_plural))

    @property
    def uses(self) -> list[tuple[Use, list[str]]]:
        """Each use with the names of the columns that serve it."""
        names: dict[Use, list[str]] = {}
        for name, use in self.personal.items():
            column: Any = self.model._meta.get_field(name)
            names.setdefault(use, []).append(str(self.words.get(name, column.verbose_name)))
        return list(names.items())

    def rows_of(self, person: Person) -> QuerySet[Any]:
        """What this table holds about one person."""
        if self.find:
            return self.find(person)
        ways = []
        if self.file and person.file is not None:
            ways.append(Q(**{self.file: person.file.pk}))
        if self.account and person.account is not None:
            ways.append(Q(**{self.account: person.account.pk}))
        if self.ref:
            ways.append(Q(**{f"{self.ref}__in": person.refs}))
        rows = self.model._base_manager.order_by("pk")
        condition = Q()
        for way in ways:
            condition |= way
        return rows.filter(condition) if ways else rows.none()


_tables: dict[str, Table] = {}


def map_table(
    label: str,
    personal: Mapping[Use, str] | None = None,
    *,
    other: str = "",
    staff: str = "",
    stays: str = "",
    **ways: Any,
) -> None:
    """Put one table on the map; columns are named in texts, apart by spaces.

    ``personal`` says for each use which columns serve it; ``other`` are columns that say nothing about a
    person; ``staff`` those that tell which officer acted. Keys need not be named. For ``ways`` see Table.
    """
    columns = {name: use for use, names in (personal or {}).items() for name in names.split()}
    _tables[label] = Table(
        label,
        columns,
        other=frozenset(other.split()),
        staff=frozenset(staff.split()),
        stays=frozenset(stays.split()),
        **ways,
    )


def tables() -> list[Table]:
    """The whole map, in the order of the apps: each table after those that it leans on."""
    return list(_tables.values())


def is_key(column: models.Field) -> bool:
    """A key says nothing by itself: numbers, references, and links to rows that are mapped themselves.

    A link to an account is no such key: it tells which officer acted, and must be mapped.
    """
    if column.primary_key or column.name == "public_id":
        return True
    return column.is_relation and column.related_model._meta.label != "accounts.User"


def unmapped_columns(model: type[models.Model], table: Table | None = None) -> list[str]:
    """``app.Model.column`` for each column that ``table``, else the map, does not know of a model."""
    table = table or _tables.get(model._meta.label, Table(model._meta.label))
    known = {*table.personal, *table.other, *table.staff, *table.account.split("__")[:1]}
    return [
        f"{model._meta.label}.{column.name}"
        for column in model._meta.concrete_fields
        if not (is_key(column) or column.name in known or getattr(column, "translated_field", None))
    ]
