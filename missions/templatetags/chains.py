"""The chain of a call on its page, and the chains on the staff's start page."""

from typing import Any

from django import template

from missions.chains import chain_lines, open_chains, steps_of
from missions.own import is_own_call

register = template.Library()
SHOWN = 10


@register.inclusion_tag("admin/missions/_chain.html", takes_context=True)
def show_chain(context: dict[str, Any]) -> dict[str, Any]:
    """The steps of the call whose page this is."""
    user, call = context["request"].user, context.get("original")
    return {
        "steps": steps_of(call) if call is not None else [],
        "may_change": (
            call is not None and user.has_perm("missions.change_milestone") and not is_own_call(call, user)
        ),
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("admin/missions/_chains_to_do.html", takes_context=True)
def show_chains(context: dict[str, Any]) -> dict[str, Any]:
    """The next step of the most urgent chains; nothing for whoever may not see them."""
    if not context["request"].user.has_perm("missions.view_milestone"):
        return {"lines": []}
    calls = list(open_chains()[: SHOWN + 1])
    return {"lines": chain_lines(calls[:SHOWN]), "has_more": len(calls) > SHOWN}
