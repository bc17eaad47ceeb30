"""Two files of one person become one: each app says in ``merging.py`` what it moves. This imports no app."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.formats import date_format
from django.utils.text import capfirst


def _nothing(_kept: Any, _gone: Any) -> list[str]:
    return []


Pair = tuple[Any, Any]  # the row that stays, and the one alike that goes
Same = Sequence[str] | None  # fields in which two rows are alike; None: no two are
Newer = Callable[[Any, Any], bool]  # of such a pair: whether the second says what is true now
UNSPOKEN = (models.DateTimeField, models.JSONField, models.BinaryField)


@dataclass(frozen=True)
class MergePart:
    """What one kind of rows does when the file ``gone`` is merged into ``kept``.

    ``links`` are the foreign keys to the file that it takes care of, as ``app.Model.field``. ``obstacles``
    says why the files cannot be merged, ``dropped`` what would stand nowhere afterwards. Lower ``order``
    moves first.
    """

    name: str
    label: Any
    links: frozenset[str]
    count: Callable[[Any], int]
    move: Callable[[Any, Any], None]
    obstacles: Callable[[Any, Any], list[Any]] = field(default=_nothing)
    dropped: Callable[[Any, Any], list[str]] = field(default=_nothing)
    order: int = 50


_parts: dict[str, MergePart] = {}


def register_merge(part: MergePart) -> None:
    """Take part in every merge."""
    _parts[part.name] = part


def merge_parts() -> list[MergePart]:
    """All who take part, in the order in which they move their rows."""
    return sorted(_parts.values(), key=lambda part: (part.order, part.name))


AccountMerge = Callable[[Any, Any], None]
_account_merges: list[AccountMerge] = []


def register_account_merge(move: AccountMerge) -> None:
    """``move(closed, goes_on)`` takes over what hangs on an account that is about to be closed."""
    _account_merges.append(move)


def merge_accounts(closed: Any, goes_on: Any) -> None:
    """Take over, from an account that is to be closed, what each app keeps of accounts."""
    for move in _account_merges:
        move(closed, goes_on)


def rows_part(
    label: str, *, same: Same = None, newer: Newer | None = None, order: int = 50, **more: Any
) -> MergePart:
    """Rows of ``app.Model`` whose ``candidate`` changes.

    Where both files have a row that is alike in the fields ``same``, one stands: what that of the file that
    stays says, or the other's where ``newer`` finds it further on. None: no two rows are alike.
    """
    model = apps.get_model(label)
    return MergePart(
        name=label,
        label=model._meta.verbose_name_plural,
        links=frozenset({f"{label}.candidate"}),
        count=lambda gone: model._base_manager.filter(candidate=gone).count(),
        move=partial(_move, model, same, newer),
        dropped=partial(_dropped, model, same, newer),
        order=order,
        **more,
    )


def _move(model: Any, same: Same, newer: Newer | None, kept: Any, gone: Any) -> None:
    for stays, goes in _alike(model, same, kept, gone):
        goes.delete()
        if newer is not None and newer(stays, goes):
            for name in _said(model, same or ()):
                setattr(stays, name, getattr(goes, name))
            stays.save()
    model._base_manager.filter(candidate=gone).update(candidate=kept)


def _dropped(model: Any, same: Same, newer: Newer | None, kept: Any, gone: Any) -> list[str]:
    decided = (_winner_first(pair, newer) for pair in _alike(model, same, kept, gone))
    return [text for wins, loses in decided if (text := _difference(wins, loses, same or ()))]


def _winner_first(pair: Pair, newer: Newer | None) -> Pair:
    stays, goes = pair
    return (goes, stays) if newer is not None and newer(stays, goes) else pair


def _alike(model: type[models.Model], same: Same, kept: Any, gone: Any) -> list[Pair]:
    """Each row of the file that goes beside the one of the other file that is alike."""
    others = [] if same is None else list(model._base_manager.filter(candidate=gone).order_by("pk"))
    if same is None or not others:
        return []
    own = model._base_manager.filter(candidate=kept)
    known = {tuple(getattr(row, name) for name in same): row for row in own}
    keys = ((tuple(getattr(row, name) for name in same), row) for row in others)
    return [(known[key], row) for key, row in keys if key in known]


def _said(model: type[models.Model], same: Sequence[str]) -> list[str]:
    """What a row says beside whose it is and what makes it alike."""
    left_out = {"id", "public_id", "candidate_id", *same}
    return [field.attname for field in model._meta.concrete_fields if field.attname not in left_out]


def _difference(wins: models.Model, loses: models.Model, same: Sequence[str]) -> str:
    """What is said in one row alone and stands nowhere afterwards; instants say nothing by themselves."""
    fields: list[Any] = [wins._meta.get_field(name) for name in [*same, *_said(type(wins), same)]]
    plain = [field for field in fields if not isinstance(field, UNSPOKEN)]
    lost = [
        f"{field.verbose_name}: {_words(loses, field)}"
        for field in plain
        if getattr(loses, field.attname) not in (getattr(wins, field.attname), "", None)
    ]
    return (
        f"{capfirst(str(wins._meta.verbose_name))} ({_heading(loses, same)}) – {', '.join(lost)}"
        if lost
        else ""
    )


def _heading(row: models.Model, same: Sequence[str]) -> str:
    fields: list[Any] = [row._meta.get_field(name) for name in same]
    return ", ".join(_words(row, field) for field in fields if not field.is_relation) or str(row)


def _words(row: models.Model, field: Any) -> str:
    """A value as people read it."""
    show = getattr(row, f"get_{field.name}_display", None)
    value = show() if show else getattr(row, field.name)
    return date_format(value, "SHORT_DATE_FORMAT") if isinstance(value, dt.date) else str(value)


def links_to(model: type[models.Model]) -> set[str]:
    """Every foreign key to a table, of every app."""
    return {
        f"{other._meta.label}.{column.name}"
        for other in apps.get_models()
        for column in other._meta.concrete_fields
        if column.is_relation and column.related_model is model
    }


def forgotten_links(model: type[models.Model]) -> set[str]:
    """Foreign keys to a table that no part takes care of: their rows would be lost, or stop the merge."""
    return links_to(model) - {link for part in merge_parts() for link in part.links}
