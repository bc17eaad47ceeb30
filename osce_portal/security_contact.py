"""Where somebody who finds a weakness writes to: ``/.well-known/security.txt`` (RFC 9116)."""

import datetime as dt

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

HOLDS_FOR = dt.timedelta(days=90)  # the RFC asks for less than a year


@require_safe
def show_security_contact(request: HttpRequest) -> HttpResponse:
    """The contact of the settings, in the RFC's form; no such page where none is set."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    lines = (
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {timezone.now() + HOLDS_FOR:%Y-%m-%dT00:00:00Z}",
        f"Preferred-Languages: {', '.join(code for code, _name in settings.LANGUAGES)}",
        f"Canonical: {settings.BASE_URL}{reverse('security-contact')}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
