"""Amounts of money in words, and the overruns that wait for a signature."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from missions.models import Commitment
from missions.own import without_own_calls
from osce_portal.formats.money import euros
from osce_portal.start_page import TEMPLATE, Waiting, waiting_list

register = template.Library()


@register.filter
def money(cents: int | None) -> str:
    """An amount in the reader's language; what is not set is said, and is not zero."""
    return _("not set") if cents is None else euros(cents)


@register.inclusion_tag(TEMPLATE, takes_context=True)
def show_overruns_to_sign(context: dict[str, Any]) -> dict[str, Any]:
    """Amounts over their budget; nothing for whoever does not sign.

    Without what the reader entered, and without calls of the reader's own candidacy: others sign these.
    """
    user = context["request"].user
    if not user.has_perm("missions.sign_overrun"):
        return waiting_list("to-sign", "", [])
    subjects = [f"call__{name}" for name in ("mission__state", "vacancy", "round", "crisis_mission")]
    waiting = without_own_calls(Commitment.objects.awaiting_signature(), user).exclude(entered_by=user)
    lines = [_line(row) for row in waiting.select_related("budget", *subjects)[:10]]
    return waiting_list("to-sign", _("Overruns to sign"), lines)


def _line(commitment: Commitment) -> Waiting:
    said = _("%(amount)s over budget %(budget)s") % {
        "amount": euros(commitment.cents), "budget": commitment.budget,
    }  # fmt: skip
    return Waiting(reverse("money:sign", args=[commitment.public_id]), commitment.call.title, said)
