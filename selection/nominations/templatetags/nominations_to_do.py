"""The line of the staff's start page for those who send the nominations."""

from typing import Any

from django import template

from selection.nominations.to_do import nominations_to_send

register = template.Library()


@register.inclusion_tag("nominations/_to_send.html", takes_context=True)
def show_nominations_to_send(context: dict[str, Any]) -> dict[str, Any]:
    """Approved calls that wait for their nomination; nothing for somebody who does not nominate."""
    user = context["request"].user
    return {"calls": nominations_to_send(user) if user.has_perm("nominations.nominate") else []}
