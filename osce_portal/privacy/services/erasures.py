"""Requests for erasure: asked and withdrawn by the person, answered by the data-protection officer."""

import calendar
import datetime as dt
from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from osce_portal.accounts.models import User
from osce_portal.audit.services import record
from osce_portal.common.errors import FileGone, OwnFile
from osce_portal.common.models import database_now
from osce_portal.erasure import mentions_of, obstacles_of
from osce_portal.mail.services import queue_mail
from osce_portal.people import Person, person_behind, person_of
from osce_portal.privacy.enums import ErasureState, RequestChannel
from osce_portal.privacy.erasing import anonymise, hold_still
from osce_portal.privacy.errors import AskedInFuture, ErasureObstructed, ErasureSettled, ReasonMissing
from osce_portal.privacy.models import ErasureRequest
from osce_portal.walls import refuse_behind_wall


@transaction.atomic
def ask_erasure(account: User, *, why: str = "") -> ErasureRequest:
    """Ask for the account's and the file's data to be erased; asked twice, it is one request.

    Raises FileGone once they are, or the account is closed.
    """
    account = User.objects.select_for_update().get(pk=account.pk)
    if not account.is_active:
        raise FileGone
    return _note_request(person_of(account), asked_at=database_now(), why=why, actor=account)


@transaction.atomic
def record_erasure(
    file: Any, *, channel: RequestChannel, received_on: dt.date, actor: User, why: str = ""
) -> ErasureRequest:
    """Record what reached the ministry otherwise, by letter for instance; the term runs from its receipt.

    Recorded twice, or asked on the portal as well, it is one request. Raises AskedInFuture, FileGone,
    OwnFile, ConflictDeclared.
    """
    person = hold_still(person_behind(file))
    if person.file.anonymised_at is not None:
        raise FileGone
    refuse_behind_wall(actor, person.file)
    if received_on > timezone.localdate():
        raise AskedInFuture
    received_at = min(timezone.make_aware(dt.datetime.combine(received_on, dt.time(12))), database_now())
    by = {"channel": channel, "recorded_by": actor}
    return _note_request(person, asked_at=received_at, why=why, actor=actor, **by)


def _note_request(
    person: Person, *, asked_at: dt.datetime, why: str, actor: User, **by: Any
) -> ErasureRequest:
    waiting = ErasureRequest.objects.about(person).open().first()
    if waiting is not None:
        return waiting
    term = {"asked_at": asked_at, "due_on": answer_due_on(asked_at)}
    request = ErasureRequest.objects.create(
        account=person.account, candidate=person.file, why=why.strip(), **term, **by
    )
    values = {"channel": by["channel"]} if by else {}
    record("erasure.asked", request, actor=actor, subject=person.file, values=values)
    _tell(request, "privacy/erasure_asked", person)
    return request


def answer_due_on(asked_at: dt.datetime) -> dt.date:
    """The last day for an answer: the same day of a later month (GDPR, article 12(3)), in Brussels."""
    day = timezone.localdate(asked_at)
    months = day.month - 1 + settings.ERASURE_ANSWER_MONTHS
    year, month = day.year + months // 12, months % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


@transaction.atomic
def withdraw_erasure(request: ErasureRequest, *, actor: User) -> ErasureRequest:
    """The person thinks better of it. Raises ErasureSettled once it was answered."""
    request = _locked(request)
    request.state = ErasureState.WITHDRAWN
    request.save(update_fields=["state"])
    record("erasure.withdrawn", request, actor=actor, subject=request.candidate)
    return request


@transaction.atomic
def refuse_erasure(request: ErasureRequest, *, reason: str, actor: User) -> ErasureRequest:
    """Say no, with the reason in a mail, while account and file are held as in ``grant_erasure``.

    Raises ReasonMissing, ErasureSettled, OwnFile, ConflictDeclared, FileGone.
    """
    hold_still(person_asking(request))
    request = _decided(request, ErasureState.REFUSED, reason=reason, actor=actor)
    if not request.reason:
        raise ReasonMissing
    request.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    record("erasure.refused", request, actor=actor, subject=request.candidate)
    _tell(request, "privacy/erasure_refused", person_asking(request))
    return request


@transaction.atomic
def grant_erasure(request: ErasureRequest, *, actor: User, emptying: Collection[str] = ()) -> ErasureRequest:
    """Erase at once, and say so in a last mail that is itself forgotten once it has left.

    ``emptying`` names the texts to others, of those that name the person, which are taken out as well.

    Account and file are locked before the request, as a merge locks them: neither waits for the other.
    Raises ErasureObstructed while something still needs the file, ErasureSettled, FileGone where the file
    went into another one meanwhile, OwnFile, ConflictDeclared.
    """
    person = hold_still(person_asking(request))
    request = _decided(request, ErasureState.DONE, reason="", actor=actor)
    if person_asking(request) != person:
        raise FileGone
    if reasons := obstacles_of(person):
        raise ErasureObstructed(reasons)
    request.save(update_fields=["state", "decided_by", "decided_at"])
    for mention in mentions_of(person):
        if mention.reference in emptying:
            mention.empty(actor=actor)
    erase_person(person, key=f"erased:{request.public_id}", actor=actor)
    request.refresh_from_db()
    return request


def erase_person(person: Person, *, key: str, actor: Any) -> None:
    """Anonymise, and take leave in the person's language; ``key`` is the mail's."""
    with transaction.atomic():
        last, account = _last_words(person), person.account
        said = {"account_closed": account is not None and not account.is_staff}
        anonymise(person, actor=actor)
        if last is not None:
            queue_mail("privacy/erased", key=key, to=last, context=said, forget=True)


def _last_words(person: Person) -> Any:
    """Where the last mail goes: kept beside the rows that are about to be emptied."""
    to = person.addressee
    return Farewell(to.email, to.language) if to is not None and to.email else None


class Farewell:
    """Somebody whom the portal is about to forget."""

    public_id = ""

    def __init__(self, email: str, language: str):
        self.email, self.language = email, language


def person_asking(request: ErasureRequest) -> Person:
    """Whose request it is, with a file or an account that there is only since."""
    if request.account is not None:
        return Person(person_of(request.account).file or request.candidate, request.account)
    return person_behind(request.candidate) if request.candidate is not None else Person()


def _locked(request: ErasureRequest) -> ErasureRequest:
    request = ErasureRequest.objects.select_for_update(of=("self",)).for_list().get(pk=request.pk)
    if not request.is_open:
        raise ErasureSettled
    return request


def _decided(request: ErasureRequest, state: ErasureState, *, reason: str, actor: User) -> ErasureRequest:
    request = _locked(request)
    if request.account_id == actor.pk:
        raise OwnFile
    if request.candidate is not None:
        refuse_behind_wall(actor, request.candidate)
    request.state, request.reason = state, reason.strip()
    request.decided_by, request.decided_at = actor, database_now()
    return request


def _tell(request: ErasureRequest, template: str, person: Person) -> None:
    if person.addressee is None or not person.addressee.email:
        return  # an answer by letter is the officer's
    queue_mail(
        template,
        key=f"{template}:{request.public_id}",
        to=person.addressee,
        context={"request": request, "due_on": request.due_on},
    )
