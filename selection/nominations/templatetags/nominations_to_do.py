"""The list of the staff's start page for those who send the nominations."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from osce_portal.start_page import TEMPLATE, Waiting, waiting_list
from selection.nominations.to_do import nominations_to_send

register = template.Library()


@register.inclusion_tag(TEMPLATE, takes_context=True)
def show_nominations_to_send(context: dict[str, Any]) -> dict[str, Any]:
    """Approved calls that wait for their nomination; nothing for somebody who does not nominate."""
    user = context["request"].user
    calls = nominations_to_send(user) if user.has_perm("nominations.nominate") else []
    return waiting_list("to-nominate", _("Nomination list"), [_line(call) for call in calls])


def _line(call: Any) -> Waiting:
    """Of a call with ``waiting``, the number of people."""
    said = ngettext(
        "%(waiting)s person waits to be nominated.", "%(waiting)s people wait to be nominated.", call.waiting
    )
    address = reverse("nominations:list", args=[call.public_id])
    return Waiting(address, call.title, said % {"waiting": call.waiting})
