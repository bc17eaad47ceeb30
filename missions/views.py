"""The public calendar: a list of what is to come, one of what is past, a month, and one mission."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import DetailView, ListView, TemplateView, View

from missions.calendar.forms import CalendarForm
from missions.calendar.listing import keys_for, load_rows
from missions.calendar.month import FIRST_YEAR, LAST_YEAR, read_month
from missions.calendar.wish import Wish
from missions.entries import entries_of
from missions.models import Mission
from missions.own import own_candidacies


class FilteredMixin:
    """What every page of the calendar knows of the reader's choices, and hands on in its links."""

    @cached_property
    def form(self) -> CalendarForm:
        return CalendarForm(self.request.GET)

    @cached_property
    def wish(self) -> Wish | None:
        """What was chosen; None where a choice does not exist."""
        return self.form.wish if self.form.is_valid() else None

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "filter_form": self.form,
            "is_filtered": any(self.request.GET.get(name) for name in self.form.fields),
            "choices": self.wish.query if self.wish else "",
            "today": timezone.localdate(),
        }


class CalendarView(FilteredMixin, ListView):
    """Missions, posts and rounds still to come, soonest first."""

    template_name = "missions/calendar.html"
    paginate_by = 25
    is_past = False

    def get_queryset(self) -> QuerySet:
        if self.wish is None:
            return Mission.objects.none()
        return keys_for(self.wish, timezone.localdate(), past=self.is_past)

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        now, today = timezone.now(), timezone.localdate()
        subjects = load_rows(context["object_list"])
        own = own_candidacies(self.request.user, [call for row in subjects for call in row.published_calls])
        rows = [entries_of(subject, now, today, own) for subject in subjects]
        return context | {"rows": rows, "is_past": self.is_past}


class PastCalendarView(CalendarView):
    """What is over, latest first."""

    is_past = True


class ThisMonthView(View):
    """Leads to the month that runs."""

    def get(self, request):
        today = timezone.localdate()
        address = reverse("missions:month", args=[today.year, today.month])
        choices = request.GET.urlencode()
        return redirect(f"{address}?{choices}" if choices else address)


class MonthView(FilteredMixin, TemplateView):
    """Deadlines, openings, election days and second rounds of one month, day by day."""

    template_name = "missions/month.html"

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        year, month = self.kwargs["year"], self.kwargs["month"]
        if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
            raise Http404
        context = super().get_context_data(**kwargs)
        first = dt.date(year, month, 1)
        shown = None if self.wish is None else read_month(first, self.wish, timezone.localdate())
        return context | {"first": first, "month": shown}


class MissionView(DetailView):
    """One mission with its calls, its dates and how to apply. Not published: no such page."""

    template_name = "missions/mission.html"
    slug_field = slug_url_kwarg = "public_id"

    def get_queryset(self) -> QuerySet[Mission]:
        return Mission.objects.published().for_calendar()

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        own = own_candidacies(self.request.user, self.object.published_calls)
        entries = entries_of(self.object, timezone.now(), timezone.localdate(), own)
        return super().get_context_data(**kwargs) | {
            "entries": entries,
            "may_still_apply": any(entry.may_still_be_applied_to for entry in entries),
            "asks_for_experience": any(
                entry.asks_for_experience for entry in entries if entry.may_still_be_applied_to
            ),
            "odihr_course_url": settings.ODIHR_COURSE_URL,
        }
