"""The line of the staff's start page about places in the pool that expire."""

from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from candidates.models import PoolMembership
from osce_portal.start_page import TEMPLATE, Waiting, waiting_list

register = template.Library()


@register.inclusion_tag(TEMPLATE, takes_context=True)
def show_pool_places_to_prolong(context: dict[str, Any]) -> dict[str, Any]:
    """How many places expire soon; nothing for somebody who keeps no list, or where none does."""
    if not context["request"].user.has_perm("candidates.add_poolmembership"):
        return waiting_list("pool", "", [])
    days = max(settings.POOL_REMINDER_DAYS)
    count = PoolMembership.objects.expiring(timezone.localdate(), days).count()
    said = ngettext(
        "%(count)s place ends within %(days)s days.", "%(count)s places end within %(days)s days.", count
    )
    address = f"{reverse('admin:candidates_poolmembership_changelist')}?within={days}"
    line = Waiting(address, _("Places that end soon"), said % {"count": count, "days": days})
    return waiting_list("pool", _("Crisis-management pool"), [line] if count else [])
