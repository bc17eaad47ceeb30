"""Who must know that something was done to rows of a table: told by the log, so that no act can forget it."""

from collections.abc import Callable, Iterable

from django.db import models, transaction

_listeners: dict[str, list[Callable[[], None]]] = {}


def register_listener(model: type[models.Model], tell: Callable[[], None]) -> None:
    """``tell()`` is called after the commit of every act on rows of this table."""
    _listeners.setdefault(model._meta.label, []).append(tell)


def tell_listeners(targets: Iterable[models.Model]) -> None:
    """Tell those who listen to the tables of these rows, once the caller's transaction stands."""
    told = {tell for target in targets for tell in _listeners.get(target._meta.label, ())}
    for tell in told:
        transaction.on_commit(tell, robust=True)
