"""What stays in a database that a test with real transactions has emptied: the names of tables and rights."""

from functools import partial
from typing import Any

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.management import create_contenttypes
from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_migrate

CREATE_PERMISSIONS = "django.contrib.auth.management.create_permissions"


def keep_names() -> None:
    """Put back the same rows at once.

    Django would look for what is missing, app by app: a third of a second after every such test.
    """
    kept = {model: list(model.objects.all()) for model in (ContentType, Permission)}
    post_migrate.disconnect(create_contenttypes)
    post_migrate.disconnect(dispatch_uid=CREATE_PERMISSIONS)
    sender = ContentType._meta.app_config
    post_migrate.connect(partial(put_back, kept), sender=sender, weak=False)


def put_back(kept: dict[Any, list[Any]], using: str, **kwargs: Any) -> None:
    """As ``post_migrate`` asks for it, which every emptying sends."""
    for model, rows in kept.items():
        model.objects.using(using).bulk_create(rows, ignore_conflicts=True)
