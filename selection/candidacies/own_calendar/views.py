"""The own calendar: the page that gives and ends its address, and the address itself."""

from http import HTTPStatus

from allauth.core.internal.ratelimit import consume  # the public one counts no GET
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import View

from missions.calendar.ical import write_calendar
from missions.calendar.keeping import shared
from osce_portal.accounts.models import User
from selection.candidacies.models import CalendarToken
from selection.candidacies.own_calendar.reading import own_events
from selection.candidacies.own_calendar.services import (
    end_calendar_token,
    make_calendar_token,
    user_of_token,
)

TEMPLATE = "candidacies/own_calendar.html"


class OwnCalendarView(LoginRequiredMixin, View):
    """What the own calendar is, since when there is an address, and a button for a new one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        token = make_calendar_token(request.user, actor=request.user)
        return self.show(request, address=f"{settings.BASE_URL}{reverse('own-calendar', args=[token])}")

    def show(self, request: HttpRequest, address: str = "") -> HttpResponse:
        token = CalendarToken.objects.filter(user=request.user).first()
        return render(request, TEMPLATE, {"token": token, "address": address})


class OwnCalendarEndView(LoginRequiredMixin, View):
    """One button: the address works no longer."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        if end_calendar_token(request.user, actor=request.user):
            messages.success(request, _("The address of your calendar works no longer."))
        return redirect("candidacies:own-calendar")


@require_safe
def own_calendar_ics(request: HttpRequest, token: str) -> HttpResponse:
    """The own calendar for whoever knows its secret address: 256 bits need no limit of guesses.

    A program that asks for it all the time is told to wait, before the calendar is read.
    """
    user = user_of_token(token)
    if user is None:
        raise Http404
    if is_asked_too_often(request, user):
        wait = {"Retry-After": str(settings.OWN_CALENDAR_SECONDS), "Cache-Control": "no-store, private"}
        return HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS, headers=wait, content_type="text/plain")
    with translation.override(user.language):
        body = write_calendar(_("My candidacies"), own_events(user))
    headers = {"Content-Language": user.language, "Cache-Control": "no-store, private"}
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)


def is_asked_too_often(request: HttpRequest, user: User) -> bool:
    """Counted for each person, whose programs may all call from elsewhere; not while the cache is away."""
    with shared.if_there():
        limit = {"app": "allauth.account", "action": "own_calendar", "key": user.public_id}
        return not consume(request, **limit, limit_get=True)
    return False
