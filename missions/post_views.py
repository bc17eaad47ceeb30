"""The public pages of vacancies, JPO rounds, crisis-management missions and selections by Selor."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.views.generic import DetailView

from missions.models import Call, CrisisMission, JpoRound, SelorRound, Vacancy


class AnnouncedView(DetailView):
    """One entry of the calendar. Not published: no such page."""

    context_object_name = "post"
    slug_field = slug_url_kwarg = "public_id"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().published()  # type: ignore[attr-defined]


class PostView(AnnouncedView):
    """What people apply for, with its call, or without one."""

    def get_queryset(self) -> QuerySet:
        calls = Prefetch("calls", Call.objects.for_mission_pages(), to_attr="published_calls")
        return super().get_queryset().prefetch_related(calls)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The call that lives, or else the last one; the days are counted by the server."""
        call = next(iter(self.object.published_calls), None)
        now = timezone.now()
        status = call.status_at(now) if call else self.object.status_without_call(timezone.localdate())
        return super().get_context_data(**kwargs) | {
            "call": call,
            "status": status,
            "is_open": bool(call) and call.is_open(now),
        }


class VacancyView(PostView):
    model = Vacancy
    template_name = "missions/vacancy.html"

    def get_queryset(self) -> QuerySet[Vacancy]:
        again = Prefetch("followed_by", Vacancy.objects.published(), to_attr="advertised_again")
        rows = super().get_queryset().select_related("field_operation", "follows")
        return rows.prefetch_related(again)


class RoundView(PostView):
    model = JpoRound
    template_name = "missions/round.html"

    def get_queryset(self) -> QuerySet[JpoRound]:
        return super().get_queryset().prefetch_related("placements", "openings")


class CrisisMissionView(PostView):
    model = CrisisMission
    template_name = "missions/crisis.html"


class SelorView(AnnouncedView):
    model = SelorRound
    template_name = "missions/selor.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        status = self.object.status_at(timezone.localdate())
        return super().get_context_data(status=status, **kwargs)
