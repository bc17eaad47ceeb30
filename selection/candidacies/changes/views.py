"""The staff's pages of changes: what may move, a form and its preview, and the second person's page."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.generic import FormView, TemplateView

from missions.enums import CHANGE_UNDER_WAY, ChangeKind, ChangeState
from missions.models import Call, Change, Mission
from missions.moves import kinds_left, kinds_of
from osce_portal.accounts.staff_pages import StaffPageMixin
from osce_portal.common.errors import DomainError
from osce_portal.walls import keep_away
from selection.candidacies.changes import services
from selection.candidacies.changes.deciding import DecidingView, TakingBackView
from selection.candidacies.changes.errors import SentBefore
from selection.candidacies.changes.forms import ChangeForm
from selection.candidacies.changes.reading import show_effect, show_plan
from selection.candidacies.changes.refusals import words_of
from selection.candidacies.models import AvailabilityQuestion, Candidacy

ANSWERS_SHOWN = 100


class TargetMixin(StaffPageMixin):
    """A page about one mission or call; none for whoever is a candidate there."""

    permission = "candidacies.see_changes"
    of_mission = True
    kwargs: dict[str, Any]
    request: HttpRequest

    @cached_property
    def own_calls(self) -> Any:
        return Candidacy.objects.involving(self.request.user).values("call")

    @cached_property
    def target(self) -> Mission | Call:
        key = self.kwargs["public_id"]
        if self.of_mission:
            missions = Mission.objects.select_related("state").exclude(calls__in=self.own_calls)
            return get_object_or_404(missions, public_id=key)
        calls = Call.objects.select_related("mission__state").exclude(pk__in=self.own_calls)
        return get_object_or_404(calls, public_id=key)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        name = "mission" if self.of_mission else "call"
        shared = {"target": self.target, "of_mission": self.of_mission, "back": f"changes:{name}"}
        return super().get_context_data(**shared, **kwargs)


class OverviewView(TargetMixin, TemplateView):
    """What can be done, what waits, what was done."""

    title = _("Move or cancel")
    template_name = "changes/overview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        changes = self.target.changes.select_related("proposed_by", "decided_by").order_by("-pk")
        calls = self.target.calls.order_by("pk") if isinstance(self.target, Mission) else []
        return super().get_context_data(
            kinds=kinds_left(self.target),
            changes=changes,
            calls=calls,
            mission=self.mission_of_call(),
            may_propose=self.request.user.has_perm("candidacies.propose_change"),
            under_way=next((change for change in changes if change.state in CHANGE_UNDER_WAY), None),
            propose=f"changes:propose-{'mission' if self.of_mission else 'call'}",
            **kwargs,
        )

    def mission_of_call(self) -> Mission | None:
        """None for whoever is a candidate for another call of it, and has no such page."""
        if isinstance(self.target, Mission) or self.target.mission is None:
            return None
        mission = self.target.mission
        return None if mission.calls.filter(pk__in=self.own_calls).exists() else mission


class ProposeView(TargetMixin, FormView):
    """A form; then what would happen, before anything is done; then the act."""

    permission = "candidacies.propose_change"
    form_class = ChangeForm
    template_name = "changes/propose.html"

    @cached_property
    def kind(self) -> ChangeKind:
        if self.kwargs["change_kind"] not in kinds_of(self.target):
            raise Http404
        return ChangeKind(self.kwargs["change_kind"])

    @property
    def title(self) -> Any:  # type: ignore[override]
        return self.kind.label

    def get_form_kwargs(self) -> dict[str, Any]:
        of = {"mission": self.target} if self.of_mission else {"call": self.target}
        return super().get_form_kwargs() | {"instance": Change(kind=self.kind, **of)}

    def form_valid(self, form: ChangeForm) -> HttpResponse:
        if "edit" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        change = form.save(commit=False)
        try:
            if "do" in self.request.POST and (reference := self.reference_shown()):
                change.public_id = reference
                return self.propose(change)
            plan = services.preview_change(change, actor=self.request.user)
        except DomainError as error:
            form.add_error(error.field, error.message)
            return self.form_invalid(form)
        hide(form)
        return self.render_to_response(
            self.get_context_data(
                form=form,
                effect=show_plan(plan),
                change=change,
                reference=self.signer.sign(change.public_id),
            )
        )

    @property
    def signer(self) -> Signer:
        """Each preview gives out a reference of its own, so that one button does what it says once."""
        return Signer(salt=f"{self.request.path}:{self.request.user.pk}")

    def reference_shown(self) -> str:
        """What this reader was shown with a preview of this act; empty without one."""
        try:
            return self.signer.unsign(self.request.POST.get("reference", ""))
        except BadSignature:
            return ""

    def propose(self, change: Change) -> HttpResponse:
        try:
            kept = services.propose_change(change, actor=self.request.user)
        except SentBefore as error:
            messages.warning(self.request, error.message)
            return redirect("changes:change", change.public_id)
        if kept.state == ChangeState.PROPOSED:
            messages.success(self.request, _("It waits for a second person."))
        return redirect("changes:change", kept.public_id)


def hide(form: forms.BaseForm) -> None:
    """What was typed goes along unseen to the button that does it."""
    for field in form.fields.values():
        field.widget = field.hidden_widget()


class ChangeMixin(StaffPageMixin):
    """A page of one change; none for whoever is a candidate for a call that it touches."""

    permission = "candidacies.see_changes"
    kwargs: dict[str, Any]
    request: HttpRequest

    @cached_property
    def change(self) -> Change:
        own = Candidacy.objects.involving(self.request.user).values("call")
        changes = Change.objects.exclude(call__in=own).exclude(mission__calls__in=own)
        rows = changes.select_related("mission__state", "call__mission__state", "proposed_by", "decided_by")
        return get_object_or_404(rows, public_id=self.kwargs["change"])

    @property
    def page(self) -> tuple[str, str]:
        return "changes:change", self.change.public_id


class ChangeView(ChangeMixin, DecidingView):
    """One change: what waits is reckoned anew and decided here; what is done, or being done, shows what."""

    template_name = "changes/change.html"
    title = pgettext_lazy("noun", "Change")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        change, user = self.change, self.request.user
        waits = change.state == ChangeState.PROPOSED
        is_proposer = change.proposed_by_id == user.pk
        return super().get_context_data(
            change=change,
            target=change.mission or change.call,
            back="changes:mission" if change.mission_id else "changes:call",
            waits=waits,
            put_back=words_of(change.refusal) if change.refusal else "",
            is_working=change.state == ChangeState.APPLYING,
            is_proposer=is_proposer,
            may_decide=waits and not is_proposer and user.has_perm("candidacies.decide_change"),
            may_take_back=waits and is_proposer,
            **self.effect(),
            **self.answers(),
            **kwargs,
        )

    def effect(self) -> dict[str, Any]:
        """As it would be now, or as it was kept; a refusal where the rules do not allow it any more."""
        if self.change.state in (ChangeState.APPLYING, ChangeState.APPLIED):
            return {"effect": show_effect(self.change)}
        if self.change.state != ChangeState.PROPOSED:
            return {}
        try:
            return {"effect": show_plan(services.preview_change(self.change, actor=self.request.user))}
        except DomainError as error:
            return {"refusal": error.message}

    def answers(self) -> dict[str, Any]:
        """Who was asked again and has not answered, or said no."""
        asked = AvailabilityQuestion.objects.filter(change=self.change)
        rows = asked.exclude(is_available=True).select_related("candidacy__candidate")
        rows = keep_away(rows, self.request.user, person="candidacy__candidate")
        return {
            "asked": asked.count(),
            "unanswered": asked.filter(answered_at__isnull=True).count(),
            "refusing": asked.filter(is_available=False).count(),
            "questions": rows.order_by("is_available", "pk")[:ANSWERS_SHOWN],
        }

    def people_shown(self, context: dict[str, Any]) -> Iterable[Candidacy]:
        return [question.candidacy for question in context["questions"]]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("candidacies.decide_change"):
            raise Http404
        return super().post(request, *args, **kwargs)

    def decide(self, *, approve: bool, note: str) -> None:
        act = services.approve_change if approve else services.refuse_change
        act(self.change, actor=self.request.user, note=note)


class TakeBackView(ChangeMixin, TakingBackView):
    """Takes back a change."""

    permission = "candidacies.propose_change"

    def take_back(self) -> None:
        services.take_back_change(self.change, actor=self.request.user)
