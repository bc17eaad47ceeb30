"""Telling those who asked: once of a call that is open, and once per change of what became of it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models import QuerySet

from missions.enums import CallTurn, ChangeState
from missions.models import Call, Change, Subscription
from missions.own import applicants_of
from missions.services.following import link_to_end, wishes_for
from osce_portal.accounts.adapter import Addressee
from osce_portal.accounts.models import User
from osce_portal.common.models import database_now
from osce_portal.mail.models import MailState, QueuedMail
from osce_portal.mail.services import Alike, queue_alike

AT_ONCE = 500  # accounts told in one transaction
BUSY, BUSY_SECONDS = "missions:telling-followers", 900
OPENED = "call-opened"
DEADLINE_MOVED = frozenset({CallTurn.MOVES, CallTurn.REOPENS})


@dataclass(frozen=True, slots=True)
class News:
    """What there is to tell of one call. ``key``: the mails' keys, without the reader.

    ``told``: only those who have a mail whose key begins so; empty: everybody whose wish the call answers.
    """

    call: Call
    template: str
    key: str
    told: str = ""
    not_after: dt.datetime | None = None
    context: dict[str, Any] = field(default_factory=dict)


def tell_followers() -> int:
    """Every minute: tell those who asked of calls that have opened, moved or ended. Returns how many mails.

    A killed worker's work is done again from the start: whoever has the mail gets no second one.
    """
    if not cache.add(BUSY, True, BUSY_SECONDS):
        return 0
    try:
        return _tell_of_openings() + _tell_of_changes()
    finally:
        cache.delete(BUSY)


def _tell_of_openings() -> int:
    """One that a change overtakes meanwhile stays to be told of: who has the mail gets no second one."""
    told = 0
    for call in Call.objects.open().filter(followers_told_at__isnull=True).with_subject().order_by("pk"):
        key = f"{OPENED}:{call.public_id}"
        told += _tell(News(call, "missions/call_opened", key, not_after=call.closes_at))
        as_told = Call.objects.filter(pk=call.pk, closes_at=call.closes_at, cancelled_at__isnull=True)
        as_told.update(followers_told_at=database_now())
    return told


def _tell_of_changes() -> int:
    told = 0
    done = Change.objects.filter(state=ChangeState.APPLIED, followers_told_at__isnull=True)
    for change in done.order_by("decided_at", "pk"):
        told += sum(_tell(news) for news in _news_of(change))
        Change.objects.filter(pk=change.pk).update(followers_told_at=database_now())
    return told


def _news_of(change: Change) -> Iterator[News]:
    """Of each call that the change moved or ended; what a later change has overtaken is not told."""
    turns = {ref: (turn, closes_on) for ref, turn, _before, closes_on in change.effect.get("calls", ())}
    now = database_now()
    for call in Call.objects.filter(public_id__in=turns).with_subject().order_by("pk"):
        turn, closes_on = turns[call.public_id]
        opened = f"{OPENED}:{call.public_id}:"
        if turn == CallTurn.ENDS:
            told, not_after = f"{change.public_id}:{opened}", None
        elif turn in DEADLINE_MOVED and call.is_open(now) and str(call.closes_on) == closes_on:
            told, not_after = opened, call.closes_at
        else:
            continue
        key = f"call-changed:{change.public_id}:{call.public_id}"
        context = {"change": change, "ends": turn == CallTurn.ENDS}
        yield News(call, "missions/call_changed", key, told, not_after, context)


def _tell(news: News) -> int:
    wishes = wishes_for(news.call)
    if news.told and not _mails(news).exists():
        return 0
    told, last = 0, 0
    while users := _next_users(news, wishes, last):
        mails = _tell_some(news, wishes, users)
        if mails is None:
            break
        told, last = told + mails, users[-1]
    return told


def _mails(news: News) -> QuerySet[QueuedMail]:
    """By which people know of the call; one that could not be sent told nobody."""
    return QueuedMail.objects.filter(key__startswith=news.told).exclude(state=MailState.FAILED)


def _next_users(news: News, wishes: QuerySet[Subscription], last: int) -> list[int]:
    """Whom to tell, in the order of their keys: active, and without a candidacy for this call."""
    rows = wishes.filter(user__is_active=True, user__gt=last).exclude(user__in=applicants_of(news.call))
    return list(rows.order_by("user").values_list("user", flat=True).distinct()[:AT_ONCE])


@transaction.atomic
def _tell_some(news: News, wishes: QuerySet[Subscription], keys: list[int]) -> int | None:
    """Returns how many mails; None, and none is written, where a change has overtaken the news.

    Accounts are held: one that is being erased waits, and its mail is emptied with the rest. The call too:
    a change either comes before, or finds these mails.
    """
    held = User.objects.select_for_update(no_key=True).filter(pk__in=keys, is_active=True).order_by("pk")
    users = {user.pk: user for user in held}
    if news.not_after is not None and not _still_open(news.call, news.not_after):
        return None
    if news.told:
        refs = [user.public_id for user in users.values()]
        told = set(_mails(news).filter(recipient_ref__in=refs).values_list("recipient_ref", flat=True))
        users = {key: user for key, user in users.items() if user.public_id in told}
    own: dict[int, list[Subscription]] = defaultdict(list)
    for wish in wishes.filter(user__in=users).order_by("mission", "pk"):
        own[wish.user_id].append(wish)
    letters = (_letter(news, users[key], rows) for key, rows in own.items())
    queue_alike(news.template, letters, context=_context_of(news), not_after=news.not_after)
    return len(own)


def _still_open(call: Call, until: dt.datetime) -> bool:
    """Held and read again: the call is open, and closes at that instant."""
    held = Call.objects.open().select_for_update(no_key=True)
    return held.filter(pk=call.pk, closes_at=until).first() is not None


def _letter(news: News, user: User, wishes: list[Subscription]) -> Alike:
    to, link = Addressee(user.email, user.public_id, wishes[0].language), link_to_end(wishes)
    return Alike(f"{news.key}:{user.public_id}", to, link, wording="", unsubscribe_url=link)


def _context_of(news: News) -> Any:
    return lambda _letter, link: {"call": news.call, "unsubscribe_url": link, **news.context}
