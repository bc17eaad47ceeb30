"""A new version of the privacy notice comes first after signing in; nothing else is held back by it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

DUE = "privacy_notice_due"  # in the session, set at sign-in: asking the database at every page would cost
# What stays open meanwhile: the own data and their notice, leaving, the language, the password asked again.
FREE_ROOMS = ("privacy",)
FREE_PAGES = frozenset({
    "account_logout", "account_reauthenticate", "mfa_reauthenticate", "set_language", "health",
    "privacy-notice", "privacy-notice-version",
})  # fmt: skip


class NoticeMiddleware:
    """Pages asked for lead to the notice first; what is sent is taken in, so that nothing is lost."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        is_free = match is None or match.app_name in FREE_ROOMS or match.url_name in FREE_PAGES
        if is_free or request.method != "GET" or not request.session.get(DUE):
            return None
        return redirect(f"{reverse('privacy:notice')}?{urlencode({'next': request.get_full_path()})}")
