"""Deadlines as people read them: the last day with its hour and zone, and the days that are left."""

import datetime as dt
from typing import Any

from django import template
from django.conf import settings
from django.db.models import Model
from django.utils import timezone
from django.utils.html import format_html
from django.utils.timesince import timeuntil
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from missions.deadlines import days_left as count_days_left
from missions.enums import CallStatus
from missions.models import Call
from osce_portal.formats.written import written_date

register = template.Library()
LAST_HOURS = dt.timedelta(hours=24)
TONES = {
    CallStatus.OPEN: "positive",
    CallStatus.AWAITED: "active",
    CallStatus.CANCELLED: "negative",
}


@register.filter
def last_day_text(closes_on: dt.date | None) -> str:
    """``27 September 2026, 24:00 (Brussels time)``, in plain text; for mails too. Empty without a day."""
    if closes_on is None:
        return ""
    return _("%(day)s, 24:00 (Brussels time)") % {"day": written_date(closes_on)}


@register.simple_tag
def deadline(call: Call | None) -> str:
    """A call's deadline as a ``<time>`` element whose machine part is the instant ``closes_at``."""
    if call is None or call.closes_on is None or call.closes_at is None:
        return _("not yet known")
    instant = call.closes_at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return format_html('<time datetime="{}">{}</time>', instant, last_day_text(call.closes_on))


@register.inclusion_tag("missions/_days_left.html")
def days_left(call: Call | None) -> dict[str, Any]:
    """How many days remain until the last day of an open call; prints nothing for any other."""
    if call is None or call.closes_on is None or not call.is_open(timezone.now()):
        return {"text": ""}
    days = count_days_left(call.closes_on, timezone.localdate())
    return {"text": days_left_text(days), "is_soon": days <= 7}


@register.inclusion_tag("missions/_last_hours.html")
def last_hours(call: Call | None) -> dict[str, Any]:
    """The server's hour and the time left, on the last 24 hours of an open call; prints nothing before."""
    now = timezone.now()
    if call is None or call.closes_at is None or not call.is_open(now) or call.closes_at - now > LAST_HOURS:
        return {"left": ""}
    return {"now": timezone.localtime(now), "left": timeuntil(call.closes_at, now)}


@register.inclusion_tag("missions/_open_calls.html")
def open_calls(limit: int = 3) -> dict[str, Any]:
    """The open calls that close first, for the home page; prints nothing when none is open."""
    return {"calls": Call.objects.open().with_subject().order_by("closes_at", "pk")[:limit]}


def days_left_text(days: int) -> str:
    """``days`` until the last day, in words; 0 is the last day itself."""
    if days == 0:
        return _("last day today")
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}


@register.inclusion_tag("missions/_call_text.html")
def call_text(call: Call) -> dict[str, Any]:
    """The call's own text in the reader's language, or in the first that has one, which is then named."""
    return text_in_some_language(call, "text")


@register.inclusion_tag("mail/_written.txt")
def written_in_mail(row: Model, field: str) -> dict[str, Any]:
    """As ``call_text``, for a mail: a text of staff, which says its language where it is not the reader's."""
    return text_in_some_language(row, field)


def text_in_some_language(row: Model, field: str) -> dict[str, Any]:
    """A translated column for ``missions/_call_text.html``; in the reader's language where it has one."""
    asked = get_language() or settings.LANGUAGE_CODE
    for language in (asked, *settings.MODELTRANSLATION_FALLBACK_LANGUAGES, *settings.LANGUAGES_OF_CONTENT):
        if text := getattr(row, f"{field}_{language}", ""):
            return {"text": text, "language": language, "is_other": language != asked}
    return {"text": ""}


@register.filter
def status_tone(status: CallStatus) -> str:
    """The tone in which ``includes/status_badge.html`` repeats a calendar status."""
    return TONES.get(status, "")
