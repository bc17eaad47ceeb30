"""Two files of one person become one: each app says in ``merging.py`` what it moves. This imports no app."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models


def _nothing(_kept: Any, _gone: Any) -> list[str]:
    return []


@dataclass(frozen=True)
class MergePart:
    """What one kind of rows does when the file ``gone`` is merged into ``kept``.

    ``links`` are the foreign keys to the file that it takes care of, as ``app.Model.field``. ``obstacles``
    says why the files cannot be merged. Lower ``order`` moves first.
    """

    name: str
    label: Any
    links: frozenset[str]
    count: Callable[[Any], int]
    move: Callable[[Any, Any], None]
    obstacles: Callable[[Any, Any], list[Any]] = field(default=_nothing)
    order: int = 50


_parts: dict[str, MergePart] = {}


def register_merge(part: MergePart) -> None:
    """Take part in every merge."""
    _parts[part.name] = part


def merge_parts() -> list[MergePart]:
    """All who take part, in the order in which they move their rows."""
    return sorted(_parts.values(), key=lambda part: (part.order, part.name))


def rows_part(label: str, *, same: Sequence[str] | None = None, order: int = 50, **more: Any) -> MergePart:
    """Rows of ``app.Model`` whose ``candidate`` changes.

    Where both files have a row that is alike in the fields ``same``, the one of the file that stays is kept
    and the other goes. None: no two rows are alike.
    """
    model = apps.get_model(label)

    def move(kept: Any, gone: Any) -> None:
        rows = model._base_manager.filter(candidate=gone)
        if same is not None:
            known = set(model._base_manager.filter(candidate=kept).values_list(*same))
            alike = [pk for pk, *values in rows.values_list("pk", *same) if tuple(values) in known]
            model._base_manager.filter(pk__in=alike).delete()
        rows.update(candidate=kept)

    return MergePart(
        name=label,
        label=model._meta.verbose_name_plural,
        links=frozenset({f"{label}.candidate"}),
        count=lambda gone: model._base_manager.filter(candidate=gone).count(),
        move=move,
        order=order,
        **more,
    )


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
