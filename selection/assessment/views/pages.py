"""What the pages about one call share: the call, who keeps away from whom, the frame of the admin."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from missions.models import Call
from osce_portal.accounts.staff_pages import StaffPageMixin
from osce_portal.audit.enums import Task
from osce_portal.common.models import database_now
from osce_portal.walls import kept_from
from selection.candidacies.models import Candidacy


class CallPage(StaffPageMixin, TemplateView):
    """A staff page of one call of an election mission; no such page for whoever may not see calls, or
    is a candidate for this one.
    """

    permission = "assessment.see_call"
    task = Task.ASSESSMENT

    @cached_property
    def call(self) -> Call:
        own = Candidacy.objects.involving(self.request.user)
        calls = Call.objects.filter(mission__isnull=False).exclude(pk__in=own.values("call"))
        calls = calls.select_related("mission__state")
        return get_object_or_404(calls, public_id=self.kwargs["call_ref"])

    @cached_property
    def kept_from(self) -> frozenset[int]:
        """Candidates whose files the reader keeps away from."""
        return kept_from(self.request.user)

    @cached_property
    def is_closed(self) -> bool:
        """The deadline has passed: nothing more can come in."""
        return self.call.closes_at is not None and self.call.closes_at <= database_now()

    @property
    def is_decided(self) -> bool:
        """The selection is approved: points, marks and screening stand as they were decided on."""
        return self.call.decided_at is not None

    def refuse_behind_wall(self, candidate_id: int) -> None:
        """The file of somebody close does not exist."""
        if candidate_id in self.kept_from:
            raise Http404

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"call": self.call, "is_closed": self.is_closed, "is_decided": self.is_decided}
