"""The reader's language, no copies of private pages, no staff without a second step, no session for ever."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _

from osce_portal.accounts.second_step import is_everybodys, must_switch_on, note_arrival, send_to_switch_on
from osce_portal.accounts.sessions import is_over, note_visit

GetResponse = Callable[[HttpRequest], HttpResponse]


class UserLanguageMiddleware:
    """Pages without a language in their address speak the signed-in person's language."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and not translation.get_language_from_path(request.path_info):
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)


class PrivatePagesMiddleware:
    """What a signed-in person sees stays out of every cache (ASVS V14.3.2)."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response


class SecondStepMiddleware:
    """Staff open nothing of the staff's before their second step at sign-in is switched on (ASVS V6.3.3)."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_everybodys(request.path_info) and must_switch_on(request.user):
            return send_to_switch_on(request)
        note_arrival(request)
        return self.get_response(request)


class SessionLimitsMiddleware:
    """A session ends after a while without a visit, and after a day's work however busy it is."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and is_over(request.session):
            logout(request)
            messages.info(request, _("You were signed out for safety. Please sign in again."))
        elif request.user.is_authenticated:
            note_visit(request.session)
        return self.get_response(request)
