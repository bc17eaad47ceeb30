"""A person's decisions on people, before the next run."""

from typing import Any

from django.db.models import F
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from osce_portal.walls import keep_away
from selection.candidacies.enums import IN_SELECTION
from selection.candidacies.models import Candidacy
from selection.delegation import services
from selection.delegation.enums import PickPlace
from selection.delegation.forms import OverrideForm, SwapForm
from selection.delegation.views.base import ActView, ReasonedView


class OverrideView(ReasonedView):
    """Lock somebody in or out, with a reason."""

    template_name = "delegation/override_form.html"
    title = _("Decide on a person")
    form_class = OverrideForm
    success = _("The decision is kept. Compute again: the next team respects it.")

    def get_form_kwargs(self) -> dict[str, Any]:
        minimum = self.call.minimum_score_tenths or 0
        below = self.candidacy.assessments.filter(total_tenths__lt=minimum).exists()
        return super().get_form_kwargs() | {"is_below_minimum": below}

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(candidacy=self.candidacy, **kwargs)

    def act(self, data: dict[str, Any]) -> None:
        services.override_candidacy(self.candidacy, **data, actor=self.request.user)


class LiftView(ActView):
    success = _("The decision was lifted. Compute again: the next team no longer respects it.")

    def act(self) -> None:
        overrides = keep_away(self.call.overrides.all(), self.request.user, person="candidacy__candidate")
        override = get_object_or_404(overrides, public_id=self.kwargs["override"])
        services.lift_override(override, actor=self.request.user)


class SwapView(ReasonedView):
    """Exchange somebody of the team for somebody else and compute again."""

    template_name = "delegation/swap_form.html"
    title = _("Exchange two people")
    form_class = SwapForm
    success = _("The two people were exchanged and the team computed again.")

    def get_form_kwargs(self) -> dict[str, Any]:
        others = Candidacy.objects.filter(call=self.call, status__in=IN_SELECTION, assessments__isnull=False)
        run = self.call.selection_runs.first()
        team = run.picks.filter(place=PickPlace.TEAM).values_list("candidacy_id", flat=True) if run else []
        others = others.exclude(pk=self.candidacy.pk).exclude(pk__in=team)
        known = keep_away(others, self.request.user, person="candidate").select_related("candidate")
        known = known.annotate(tenths=F("assessments__total_tenths"))
        choices = known.order_by("candidate__last_name", "candidate__first_name", "pk")
        return super().get_form_kwargs() | {"choices": choices}

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(candidacy=self.candidacy, **kwargs)

    def act(self, data: dict[str, Any]) -> None:
        services.swap(self.candidacy, data["into"], reason=data["reason"], actor=self.request.user)
