"""The public calendar: missions to come, missions past, and one mission."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.views.generic import DetailView, ListView

from missions.entries import entries_of
from missions.filters import MissionFilter
from missions.models import Mission
from missions.own import own_candidacies


class CalendarView(ListView):
    """Missions whose election day is still to come, soonest first."""

    template_name = "missions/calendar.html"
    paginate_by = 25
    is_past = False

    def get_queryset(self) -> QuerySet[Mission]:
        self.filterset = MissionFilter(self.request.GET, queryset=self.get_missions(timezone.localdate()))
        if not self.filterset.is_valid():
            return Mission.objects.none()
        return self.filterset.qs.for_calendar()

    def get_missions(self, today: dt.date) -> QuerySet[Mission]:
        return Mission.objects.published().upcoming(today)

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        now, today = timezone.now(), timezone.localdate()
        missions = list(context["object_list"])
        calls = [call for mission in missions for call in mission.published_calls]
        own = own_candidacies(self.request.user, calls)
        rows = [entries_of(mission, now, today, own)[0] for mission in missions]
        return context | {
            "rows": rows,
            "filter_form": self.filterset.form,
            "is_filtered": any(self.request.GET.get(name) for name in self.filterset.form.fields),
            "is_past": self.is_past,
        }


class PastCalendarView(CalendarView):
    """Missions whose election day is over, latest first."""

    is_past = True

    def get_missions(self, today: dt.date) -> QuerySet[Mission]:
        return Mission.objects.published().past(today)


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
            "odihr_course_url": settings.ODIHR_COURSE_URL,
        }
