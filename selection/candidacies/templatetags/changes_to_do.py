"""The list of the staff's start page for those who decide on what moves."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from missions.models import Change
from osce_portal.start_page import TEMPLATE, Waiting, waiting_list
from selection.candidacies.changes.to_do import changes_put_back, changes_to_decide, exceptions_to_decide
from selection.candidacies.models import DeadlineException

register = template.Library()


@register.inclusion_tag(TEMPLATE, takes_context=True)
def show_changes_to_decide(context: dict[str, Any]) -> dict[str, Any]:
    """What waits for the reader's word, and the reader's own acts that could not be done."""
    user = context["request"].user
    if not user.has_perm("candidacies.decide_change"):
        own = [*map(_put_back, changes_put_back(user))] if user.has_perm("candidacies.see_changes") else []
        return waiting_list("to-move", _("Your changes that could not be done"), own)
    return waiting_list("to-move", _("Changes and exceptions to decide on"), _lines(user))


def _lines(user: Any) -> list[Waiting]:
    own = map(_put_back, changes_put_back(user))
    return [*own, *map(_change, changes_to_decide(user)), *map(_exception, exceptions_to_decide(user))]


def _change(change: Change) -> Waiting:
    said = _("%(what)s, proposed by %(who)s") % {
        "what": change.get_kind_display(), "who": change.proposed_by or "–",
    }  # fmt: skip
    return _waiting(change, said)


def _put_back(change: Change) -> Waiting:
    said = _("%(what)s: confirmed, and could not be done") % {"what": change.get_kind_display()}
    return _waiting(change, said)


def _waiting(change: Change, said: str) -> Waiting:
    return Waiting(
        reverse("changes:change", args=[change.public_id]), str(change.mission or change.call), said
    )


def _exception(exception: DeadlineException) -> Waiting:
    said = _("exception to the deadline, proposed by %(who)s") % {"who": exception.proposed_by or "–"}
    return Waiting(reverse("changes:exception", args=[exception.public_id]), str(exception.call), said)
