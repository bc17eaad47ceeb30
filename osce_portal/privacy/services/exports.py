"""Asking for the own data; the worker makes them."""

from functools import partial

from django.db import transaction

from osce_portal.accounts.models import User
from osce_portal.audit.services import record
from osce_portal.common.models import database_now
from osce_portal.people import person_of
from osce_portal.privacy.models import DataExport
from osce_portal.privacy.tasks import make_export


@transaction.atomic
def ask_export(account: User) -> DataExport:
    """Have the account's data put together; asked twice, as by a double click, it is done once."""
    User.objects.select_for_update().get(pk=account.pk)
    running = DataExport.objects.of(account).under_way().first()
    if running is not None:
        return running
    export = DataExport.objects.create(account=account, asked_at=database_now())
    record("export.asked", export, actor=account, subject=person_of(account).file)
    transaction.on_commit(partial(make_export.delay, export.pk), robust=True)
    return export
