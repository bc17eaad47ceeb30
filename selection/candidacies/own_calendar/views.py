"""The own calendar: the page that gives and ends its address, and the address itself."""

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
    """The own calendar for whoever knows its secret address: 256 bits need no limit of guesses."""
    user = user_of_token(token)
    if user is None:
        raise Http404
    with translation.override(user.language):
        body = write_calendar(_("My candidacies"), own_events(user))
    headers = {"Content-Language": user.language, "Cache-Control": "no-store, private"}
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)
