"""Who wants to be told of new calls, and the link that ends it."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import translation

from missions.calendar.places import country_code
from missions.models import Call, Mission, ParticipatingState, Subscription
from missions.territories import REGIONS_OF_OTHERS
from osce_portal.accounts.models import User
from osce_portal.audit.services import Act, record, record_each

NAMED_AT_MOST = 10  # subscriptions in the link that ends them
SALT = "missions.unsubscribe"


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
