"""The line of the staff's start page about people who were not told of their file."""

from typing import Any

from django import template
from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from candidates.enums import Told
from candidates.models import Candidate
from osce_portal.audit.models import AuditEntry
from osce_portal.formats.written import written_date
from osce_portal.start_page import TEMPLATE, Waiting, waiting_list
from osce_portal.walls import keep_away

register = template.Library()
LIST = "admin:candidates_candidate_changelist"


@register.inclusion_tag(TEMPLATE, takes_context=True)
def show_people_to_tell(context: dict[str, Any]) -> dict[str, Any]:
    """How many, and since when the oldest file is kept; nothing for somebody who tells nobody."""
    user = context["request"].user
    if not user.has_perm("candidates.import_sheets"):
        return waiting_list("telling", "", [])
    people = keep_away(Candidate.objects.not_told(), user, person="pk")
    found = people.order_by().aggregate(count=Count("pk"), oldest=Min("pk"))
    if not found["count"]:
        return waiting_list("telling", "", [])
    said = ngettext(
        "%(count)s person not told of the file, kept since %(day)s.",
        "%(count)s people not told of their file, the oldest kept since %(day)s.",
        found["count"],
    )
    values = {"count": found["count"], "day": kept_since(found["oldest"])}
    address = reverse(LIST, query={"told": Told.NO})
    line = Waiting(address, _("People who do not know of their file"), said % values)
    return waiting_list("telling", _("Files without an account"), [line])


def kept_since(key: int) -> str:
    """The day of the first entry of the log about a file; of its last change where there is none."""
    candidate = Candidate.objects.get(pk=key)
    entries = AuditEntry.objects.filter(subject_ref=candidate.public_id).order_by("pk")
    first = entries.values_list("at", flat=True).first() or candidate.updated_at
    return written_date(timezone.localdate(first))
