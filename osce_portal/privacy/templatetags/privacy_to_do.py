"""The lists of the staff's start page about personal data."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from osce_portal.privacy.views.staff import requests_for
from osce_portal.start_page import TEMPLATE, Waiting, waiting_list

register = template.Library()
SHOWN = 20
PAGES = (
    ("privacy.see_requests", "privacy-staff:requests", _("Requests for erasure")),
    ("privacy.view_legalhold", "privacy-staff:holds", _("Legal holds")),
    ("privacy.see_retention", "privacy-staff:retention", _("Retention of files")),
    ("privacy.see_data_map", "privacy-staff:data-map", _("Data map")),
)


@register.inclusion_tag(TEMPLATE, takes_context=True)
def show_erasures_to_answer(context: dict[str, Any]) -> dict[str, Any]:
    """Requests for erasure, the nearest day first; nothing for somebody who does not answer them."""
    user = context["request"].user
    may_answer = user.has_perm("privacy.answer_requests")
    asked = requests_for(user).open().order_by("due_on", "pk")[:SHOWN] if may_answer else []
    return waiting_list("erasures", gettext("Requests for erasure"), [_line(one) for one in asked])


def _line(asked: Any) -> Waiting:
    said = _("Answer due on %(day)s") % {"day": date_format(asked.due_on, "DATE_FORMAT")}
    return Waiting(reverse("privacy-staff:answer", args=[asked.public_id]), asked.public_id, said)


@register.inclusion_tag("privacy/staff/_pages.html", takes_context=True)
def show_privacy_pages(context: dict[str, Any]) -> dict[str, Any]:
    """The ways to the pages about personal data that the reader may open."""
    user = context["request"].user
    return {"pages": [(reverse(route), title) for right, route, title in PAGES if user.has_perm(right)]}
