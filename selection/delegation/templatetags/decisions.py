"""The list of the staff's start page for those who decide."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from osce_portal.start_page import TEMPLATE, Waiting, waiting_list
from selection.delegation.decisions import decisions_to_take
from selection.delegation.models import SelectionRun, Succession

register = template.Library()


@register.inclusion_tag(TEMPLATE, takes_context=True)
def show_decisions_to_take(context: dict[str, Any]) -> dict[str, Any]:
    """What waits for the reader's word; nothing for somebody who does not decide."""
    user = context["request"].user
    found = decisions_to_take(user) if user.has_perm("delegation.approve_selection") else {}
    lines = [*map(_run, found.get("runs", [])), *map(_succession, found.get("successions", []))]
    return waiting_list("to-decide", _("To decide"), lines)


def _run(run: SelectionRun) -> Waiting:
    said = _("selection handed in by %(who)s") % {"who": run.proposed_by or "–"}
    return Waiting(_address("delegation:decision", run), str(run.call), said)


def _succession(succession: Succession) -> Waiting:
    said = _("replacement proposed by %(who)s") % {"who": succession.proposer}
    return Waiting(_address("delegation:succession", succession), str(succession.call), said)


def _address(page: str, row: SelectionRun | Succession) -> str:
    return reverse(page, args=[row.call.public_id, row.public_id])
