"""Telling people of new calls as they asked: once per person and call, when the call is really open."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import translation

from missions.calendar.places import country_code
from missions.models import Call, Mission, ParticipatingState, Subscription
from missions.own import applicants_of
from missions.territories import REGIONS_OF_OTHERS
from osce_portal.accounts.adapter import Addressee
from osce_portal.accounts.models import User
from osce_portal.audit.services import Act, record, record_each
from osce_portal.common.models import database_now
from osce_portal.mail.services import Letter, queue_each

AT_ONCE = 500  # accounts told in one transaction
NAMED_AT_MOST = 10  # subscriptions in the link that ends them
SALT = "missions.unsubscribe"
BUSY, BUSY_SECONDS = "missions:telling-followers", 900


@transaction.atomic
def follow_calls(
    user: User,
    *,
    scheme: str = "",
    role: str = "",
    region: str = "",
    mission: Mission | None = None,
    language: str,
) -> Subscription:
    """Keep a wish: every empty choice means any. The same wish again only changes the language."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # two clicks at once make one row
    wish: dict[str, Any] = {"scheme": scheme, "role": role, "region": region, "mission": mission}
    if mission is not None:
        wish |= {"scheme": "", "role": "", "region": ""}
    subscription, is_new = Subscription.objects.update_or_create(
        user=user, **wish, defaults={"language": language}
    )
    record("subscription.made" if is_new else "subscription.changed", subscription, actor=user)
    return subscription


@transaction.atomic
def unfollow_calls(subscriptions: QuerySet[Subscription], *, actor: Any = None) -> int:
    """End these wishes; returns how many there still were. ``actor`` None: by the link of a mail."""
    rows = list(subscriptions.select_for_update().order_by("pk"))
    if rows:
        record_each("subscription.ended", [Act(row) for row in rows], actor=actor)
        Subscription.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def link_to_end(subscriptions: Sequence[Subscription]) -> str:
    """The address that ends them without signing in, in the language of the first."""
    names = ".".join(row.public_id for row in subscriptions[:NAMED_AT_MOST])
    token = signing.Signer(salt=SALT).sign(names)
    with translation.override(subscriptions[0].language):
        return f"{settings.BASE_URL}{reverse('missions:unsubscribe', args=[token])}"


def subscriptions_of(token: str) -> QuerySet[Subscription]:
    """Those that a link ends, as far as they still stand. Raises ``signing.BadSignature``."""
    names = signing.Signer(salt=SALT).unsign(token)
    return Subscription.objects.filter(public_id__in=names.split("."))


def tell_followers() -> int:
    """Every minute: tell of each call that has opened those who asked. Returns how many mails.

    A killed worker's work is done again from the start: whoever has the mail gets no second one.
    """
    if not cache.add(BUSY, True, BUSY_SECONDS):
        return 0
    try:
        due = Call.objects.open().filter(followers_told_at__isnull=True).order_by("pk")
        return sum(_tell_of(call) for call in due.with_subject())
    finally:
        cache.delete(BUSY)


def _tell_of(call: Call) -> int:
    told, last = 0, 0
    while users := _next_users(call, last):
        told += _tell_some(call, users)
        last = users[-1]
    Call.objects.filter(pk=call.pk).update(followers_told_at=database_now())
    return told


def _next_users(call: Call, last: int) -> list[int]:
    """Whom to tell, in the order of their keys: active, and without a candidacy for this call."""
    rows = wishes_for(call).filter(user__is_active=True, user__gt=last).exclude(user__in=applicants_of(call))
    return list(rows.order_by("user").values_list("user", flat=True).distinct()[:AT_ONCE])


@transaction.atomic
def _tell_some(call: Call, keys: list[int]) -> int:
    """Accounts are held: one that is being erased waits, and its mail is emptied with the rest."""
    held = User.objects.select_for_update(no_key=True).filter(pk__in=keys, is_active=True).order_by("pk")
    users = {user.pk: user for user in held}
    wishes: dict[int, list[Subscription]] = defaultdict(list)
    for wish in wishes_for(call).filter(user__in=users).order_by("mission", "pk"):
        wishes[wish.user_id].append(wish)
    queue_each(
        "missions/call_opened",
        _letters(call, ((users[key], rows) for key, rows in wishes.items())),
        not_after=call.closes_at,
    )
    return len(wishes)


def _letters(call: Call, told: Iterable[tuple[User, list[Subscription]]]) -> list[Letter]:
    letters = []
    for user, rows in told:
        link = link_to_end(rows)
        to = Addressee(user.email, user.public_id, rows[0].language)
        key = f"call-opened:{call.public_id}:{user.public_id}"
        letters.append(Letter(key, to, {"call": call, "unsubscribe_url": link}, unsubscribe_url=link))
    return letters


def wishes_for(call: Call) -> QuerySet[Subscription]:
    """The subscriptions that this call answers."""
    general = Q(mission__isnull=True, scheme__in=("", call.scheme), role__in=("", call.role))
    general &= Q(region__in=("", region_of(call)))
    own = Q(mission=call.mission_id) if call.mission_id else Q(pk__in=[])
    return Subscription.objects.filter(general | own)


def region_of(call: Call) -> str:
    """The region of the call's country; empty where it has none, or lies outside the OSCE."""
    code = country_code(call.subject)
    state = ParticipatingState.objects.filter(iso2=code).first() if code else None
    return state.region if state else REGIONS_OF_OTHERS.get(code, "")
