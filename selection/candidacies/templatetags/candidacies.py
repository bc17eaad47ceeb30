"""How a candidacy's status and times are shown."""

import datetime as dt

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from elearning.models import Certificate
from osce_portal.formats.written import written_date
from selection.candidacies.checklist import Requirement
from selection.candidacies.costs import cost_in_words
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.services import may_send_certificate_again

register = template.Library()
_S = CandidacyStatus
TONES = {
    **dict.fromkeys([_S.DRAFT, _S.OFFERED], "attention"),
    **dict.fromkeys([_S.SUBMITTED, _S.ELIGIBLE, _S.RESERVE], "active"),
    **dict.fromkeys([_S.SELECTED, _S.ACCEPTED, _S.NOMINATED, _S.CONFIRMED, _S.DEPLOYED], "positive"),
    **dict.fromkeys([_S.INELIGIBLE, _S.REFUSED, _S.LAPSED], "negative"),
}
ELSEWHERE = {
    "registration": "candidates:identity",
    "nationality": "candidates:identity",
    "cv": "candidates:overview",
    "second_step": "mfa_index",
}

register.filter(cost_in_words)


@register.filter
def candidacy_tone(status: str) -> str:
    """The tone in which ``includes/status_badge.html`` repeats a candidacy's status."""
    return TONES.get(CandidacyStatus(status), "")


@register.filter
def exact_time(instant: dt.datetime | None) -> str:
    """An instant to the second with its zone, in Brussels: ``22 November 2026, 14:03:09 CET``."""
    if instant is None:
        return ""
    local = timezone.localtime(instant)
    text = f"{written_date(local)}, {local:%H:%M:%S %Z}"
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), text)


@register.filter
def requirement_url(requirement: Requirement) -> str:
    """Where a requirement is put right: a page of the person's file, or a part of this page."""
    if requirement.code in ELSEWHERE:
        return reverse(ELSEWHERE[requirement.code])
    return f"#{requirement.code}"


@register.filter
def status_label(status: str) -> str:
    """The words of a status that stands in a transition."""
    return str(CandidacyStatus(status).label)


@register.simple_tag
def page_to_send_again(certificate: Certificate) -> str:
    """Where the person sends another file for a certificate that was asked again.

    The list of the own candidacies where none that it serves waits for a file.
    """
    served = certificate.candidacies.select_related("call", "certificate").order_by("-pk")
    waiting = next((one for one in served if may_send_certificate_again(one)), None)
    if waiting is None:
        return reverse("candidacies:list")
    return reverse("candidacies:certificate", args=[waiting.public_id])
