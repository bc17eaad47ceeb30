"""Of two accounts that become one, the one that goes on follows what both followed."""

from typing import Any

from missions.models import Subscription
from osce_portal.merging import register_account_merge


def move_subscriptions(closed: Any, goes_on: Any) -> None:
    """What both follow stays once, in the language of the account that goes on."""
    own = {_wish(row) for row in Subscription.objects.filter(user=goes_on)}
    for row in Subscription.objects.filter(user=closed):
        if _wish(row) not in own:
            row.user = goes_on
            row.save(update_fields=["user"])


def _wish(row: Subscription) -> tuple[Any, ...]:
    return row.scheme, row.role, row.region, row.mission_id


register_account_merge(move_subscriptions)
