"""The line of the staff's start page about files that may be one person's."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from candidates.staff_views.alike import LIST, pairs_for
from osce_portal.start_page import TEMPLATE, Waiting, waiting_list

register = template.Library()


@register.inclusion_tag(TEMPLATE, takes_context=True)
def show_files_to_compare(context: dict[str, Any]) -> dict[str, Any]:
    """How many pairs wait for a comparison; nothing for somebody who merges none, or where none waits."""
    user = context["request"].user
    count = pairs_for(user).count() if user.has_perm("candidates.merge_candidate") else 0
    said = ngettext(
        "%(counter)s pair of files says something in common.",
        "%(counter)s pairs of files say something in common.",
        count,
    )
    line = Waiting(reverse(LIST), _("Possibly the same person"), said % {"counter": count})
    return waiting_list("alike", _("Candidates"), [line] if count else [])
