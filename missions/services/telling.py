"""Telling those who asked: once of a call that is open, and once per change of what became of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import QuerySet

from missions.enums import CallTurn, ChangeKind, ChangeState
from missions.models import Call, Change, Mission, Subscription
from missions.own import applicants_of
from missions.services.following import link_to_end, wishes_for
from osce_portal.accounts.adapter import Addressee
from osce_portal.accounts.models import User
from osce_portal.common.models import database_now
from osce_portal.mail.models import MailState, QueuedMail
from osce_portal.mail.services import Alike, queue_alike

BUSY, BUSY_SECONDS = "missions:telling-followers", 900
OPENED, CHANGED = "call-opened", "call-changed"
DEADLINE_MOVED = frozenset({CallTurn.MOVES, CallTurn.REOPENS})
TOLD_OF_MISSION = frozenset({ChangeKind.CANCELLED, ChangeKind.DOWNGRADED})


@dataclass(frozen=True, slots=True)
class News:
    """What there is to tell. ``wishes``: whose it is to know; ``key``: the mails' keys, without the reader.

    ``told``: only those who have a mail whose key begins so; empty: all of them. ``open_call``: it is news
    only as long as this call is open, and closes when it did.
    """

    wishes: QuerySet[Subscription]
    template: str
    key: str
    context: dict[str, Any]
    told: str = ""
    open_call: Call | None = None


def tell_followers() -> int:
    """Every minute: tell those who asked of calls that have opened, moved or ended. Returns how many mails.

    A killed worker's work is done again from the start: whoever has the mail gets no second one. Who was told
    of a call before learns what became of it before others learn that it is open again.
    """
    if not cache.add(BUSY, True, BUSY_SECONDS):
        return 0
    try:
        opened = list(
            Call.objects.open().filter(followers_told_at__isnull=True).with_subject().order_by("pk")
        )
        return _tell_of_changes() + _tell_of_openings(opened)
    finally:
        cache.delete(BUSY)


def _tell_of_openings(calls: Iterable[Call]) -> int:
    """One that a change overtakes meanwhile stays to be told of: who has the mail gets no second one."""
    told = 0
    for call in calls:
        key = f"{OPENED}:{call.public_id}"
        told += _tell(News(_wishes_for(call), "missions/call_opened", key, {"call": call}, open_call=call))
        as_told = Call.objects.filter(pk=call.pk, closes_at=call.closes_at, cancelled_at__isnull=True)
        as_told.update(followers_told_at=database_now())
    return told


def _tell_of_changes() -> int:
    told = 0
    done = Change.objects.filter(state=ChangeState.APPLIED, followers_told_at__isnull=True)
    for change in done.select_related("mission__state").order_by("decided_at", "pk"):
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
        ends = turn == CallTurn.ENDS
        stands = turn in DEADLINE_MOVED and call.is_open(now) and str(call.closes_on) == closes_on
        if not (ends or stands):
            continue
        yield News(
            _wishes_for(call),
            "missions/call_changed",
            f"{CHANGED}:{change.public_id}:{call.public_id}",
            {"call": call, "change": change, "ends": ends},
            told=f"{change.public_id}:{opened}" if ends else opened,
            open_call=None if ends else call,
        )
    if change.mission is not None and change.kind in TOLD_OF_MISSION:
        yield _news_of_mission(change, change.mission)


def _news_of_mission(change: Change, mission: Mission) -> News:
    """For those who follow the mission itself, and were not told of one of its calls just now."""
    told_of_call = QueuedMail.objects.filter(key__startswith=f"{CHANGED}:{change.public_id}:")
    wishes = Subscription.objects.filter(mission=mission)
    wishes = wishes.exclude(user__public_id__in=told_of_call.values("recipient_ref"))
    for call in mission.calls.all():
        wishes = wishes.exclude(user__in=applicants_of(call))
    context = {"mission": mission, "change": change, "ends": change.kind == ChangeKind.CANCELLED}
    return News(wishes, "missions/mission_changed", f"mission-changed:{change.public_id}", context)


def _wishes_for(call: Call) -> QuerySet[Subscription]:
    """What the call answers, of people without a candidacy for it."""
    return wishes_for(call).exclude(user__in=applicants_of(call))


def _tell(news: News) -> int:
    if news.told and not _mails(news).exists():
        return 0
    told, last = 0, 0
    while users := _next_users(news, last):
        mails = _tell_some(news, users)
        if mails is None:
            break
        told, last = told + mails, users[-1]
    return told


def _mails(news: News) -> QuerySet[QueuedMail]:
    """By which people know of the call; one that could not be sent told nobody."""
    return QueuedMail.objects.filter(key__startswith=news.told).exclude(state=MailState.FAILED)


def _next_users(news: News, last: int) -> list[int]:
    """Whom to tell, in the order of their keys: active accounts."""
    rows = news.wishes.filter(user__is_active=True, user__gt=last)
    return list(
        rows.order_by("user").values_list("user", flat=True).distinct()[: settings.FOLLOWERS_TOLD_AT_ONCE]
    )


@transaction.atomic
def _tell_some(news: News, keys: list[int]) -> int | None:
    """Returns how many mails; None, and none is written, where a change has overtaken the news.

    Accounts are held: one that is being erased waits, and its mail is emptied with the rest. The call too:
    a change either comes before, or finds these mails.
    """
    held = User.objects.select_for_update(no_key=True).filter(pk__in=keys, is_active=True).order_by("pk")
    users = {user.pk: user for user in held}
    if news.open_call is not None and not _is_as_told(news.open_call):
        return None
    if news.told:
        refs = [user.public_id for user in users.values()]
        told = set(_mails(news).filter(recipient_ref__in=refs).values_list("recipient_ref", flat=True))
        users = {key: user for key, user in users.items() if user.public_id in told}
    own: dict[int, list[Subscription]] = defaultdict(list)
    for wish in news.wishes.filter(user__in=users).order_by("mission", "pk"):
        own[wish.user_id].append(wish)
    letters = (_letter(news, users[key], rows) for key, rows in own.items())
    not_after = news.open_call.closes_at if news.open_call else None
    queue_alike(news.template, letters, context=_context_of(news), not_after=not_after)
    return len(own)


def _is_as_told(call: Call) -> bool:
    """Held and read again: the call is open, and closes when it did."""
    held = Call.objects.open().select_for_update(no_key=True)
    return held.filter(pk=call.pk, closes_at=call.closes_at).first() is not None


def _letter(news: News, user: User, wishes: list[Subscription]) -> Alike:
    to, link = Addressee(user.email, user.public_id, wishes[0].language), link_to_end(wishes)
    return Alike(f"{news.key}:{user.public_id}", to, link, wording="", unsubscribe_url=link)


def _context_of(news: News) -> Any:
    return lambda _letter, link: {"unsubscribe_url": link, **news.context}
