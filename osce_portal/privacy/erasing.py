"""Emptying everything that the map says about a person, in one transaction; statistics stay."""

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from osce_portal.accounts.data_map import ERASED
from osce_portal.accounts.models import User
from osce_portal.audit.services import erase_values, record
from osce_portal.common.errors import FileGone
from osce_portal.common.models import database_now
from osce_portal.data_map import Table, tables
from osce_portal.erasure import run_erasers
from osce_portal.files.models import StoredFile
from osce_portal.files.services import remove_files
from osce_portal.people import Person, all_files


def hold_still(person: Person) -> Person:
    """Lock the account and the file, and give them as they are now: nobody adds a row until this is over.

    A row that refers to a locked one waits, so that what is found afterwards is all there is: a hold placed,
    a line added or an export made at the same moment is seen, or comes too late.
    Raises FileGone if one of the two has gone.
    """
    account, file = person.account, person.file
    if account is not None:
        account = _locked(User.objects.select_for_update(), account)
    if file is not None:
        file = _locked(all_files().select_for_update(of=("self",)), file)
    return Person(file, account)


def _locked(rows: QuerySet[Any], row: Any) -> Any:
    found = rows.filter(pk=row.pk).first()
    if found is None:
        raise FileGone
    return found


@transaction.atomic
def anonymise(person: Person, *, actor: Any) -> None:
    """Empty or delete each row about the person, top floor first, then what the log and the disk hold.

    A member of staff keeps the account, which is the administrator's to close: only the file goes. Nobody
    asks here whether it may be done: see ``services.erasures``.
    """
    person = hold_still(person)
    if person.account is not None and person.account.is_staff:
        person = Person(person.file, None)
    found = [(table, list(table.rows_of(person).values_list("pk", flat=True))) for table in tables()]
    refs = _references(found)
    run_erasers(person, when_emptied=False)
    for table, keys in reversed(found):
        _empty(table, keys)
    if person.file is not None:
        all_files().filter(pk=person.file.pk).update(anonymised_at=database_now())
        person.file.refresh_from_db()
    run_erasers(person, when_emptied=True)
    erase_values([*person.refs, *refs])
    target = person.file or person.account
    record("candidate.erased", target, actor=actor, subject=person.file)


def _references(found: list[tuple[Table, list[int]]]) -> list[str]:
    """By which references the log names the rows that go or are emptied."""
    return [
        ref
        for table, keys in found
        if hasattr(table.model, "public_id") and table.label != "audit.AuditEntry"
        for ref in table.model._base_manager.filter(pk__in=keys).values_list("public_id", flat=True)
    ]


def _empty(table: Table, keys: list[int]) -> None:
    rows = table.model._base_manager.filter(pk__in=keys)
    if table.model is StoredFile:
        remove_files(list(StoredFile.objects.filter(pk__in=keys)))
    elif table.deleted:
        rows.delete()
    elif table.neutral:
        rows.update(**table.neutral)


@transaction.atomic
def remove_leftovers() -> int:
    """Nightly: rows that should have gone with somebody who is erased; returns how many.

    An older version left them, or an act that was under way while the erasure was. A file that only such a
    row refers to goes along.
    """
    return sum(_remove(table) for table in reversed(tables()) if table.deleted)


def _remove(table: Table) -> int:
    rows = table.model._base_manager.filter(_of_erased(table))
    keys = list(rows.values_list("pk", flat=True))
    columns = [one.attname for one in table.model._meta.concrete_fields if one.related_model is StoredFile]
    files = {key for name in columns for key in rows.values_list(name, flat=True)}
    _empty(table, keys)
    remove_files(list(StoredFile.objects.filter(pk__in=files)))
    return len(keys)


def _of_erased(table: Table) -> Q:
    """By the ways of the map; a table that finds its rows itself names files by keys."""
    files = all_files().model
    keys = [one.name for one in table.model._meta.concrete_fields if one.related_model is files]
    left = Q(pk__in=[])
    for way in [table.file] if table.file else keys:
        left |= Q(**{f"{way}__anonymised_at__isnull": False})
    return left | Q(**{f"{table.account}__email__endswith": ERASED}) if table.account else left
