"""The line of the staff's start page for those who decide."""

from typing import Any

from django import template

from selection.delegation.decisions import decisions_to_take

register = template.Library()


@register.inclusion_tag("delegation/_to_decide.html", takes_context=True)
def show_decisions_to_take(context: dict[str, Any]) -> dict[str, Any]:
    """What waits for the reader's word; nothing for somebody who does not decide."""
    user = context["request"].user
    return decisions_to_take(user) if user.has_perm("delegation.approve_selection") else {}
