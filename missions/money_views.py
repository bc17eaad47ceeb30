"""The money of a call in the admin: its figures, its amounts, and the decider's signature."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, View

from missions.forms import CommitmentForm, MoveCommitmentForm, SignForm
from missions.models import Call, Commitment
from missions.money import figures_of_call
from missions.own import is_own_call, without_own_calls
from missions.services import money
from missions.suggestions import suggest_places
from osce_portal.accounts.staff_pages import StaffPageMixin
from osce_portal.common.errors import DomainError

SUBJECTS = ("mission__state", "vacancy", "round", "crisis_mission")


class CallMoneyView(StaffPageMixin, FormView):
    """What a call takes of the budgets; the budget officer enters amounts here."""

    permission = "missions.see_money"
    title = _("Money")
    form_class = CommitmentForm
    template_name = "admin/missions/money.html"
    kwargs: dict[str, Any]

    @cached_property
    def call(self) -> Call:
        calls = Call.objects.select_related(*SUBJECTS)
        return get_object_or_404(calls, public_id=self.kwargs["public_id"])

    @cached_property
    def is_own(self) -> bool:
        """Whoever is a candidate for the call reads its figures and does nothing about them."""
        return is_own_call(self.call, self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, is_own = self.request.user, self.is_own
        rows = self.call.commitments.select_related("budget", "entered_by", "overrun_signed_by")
        context = {
            "call": self.call,
            "figures": figures_of_call(self.call),
            "places": suggest_places(self.call).in_words(),
            "commitments": rows,
            "may_keep": not is_own and user.has_perm("missions.keep_budget"),
            "may_sign": not is_own and user.has_perm("missions.sign_overrun"),
        }
        return super().get_context_data(**{**kwargs, **context})

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.is_own or not request.user.has_perm("missions.keep_budget"):
            return redirect("money:call", self.call.public_id)
        return super().post(request, **kwargs)

    def form_valid(self, form: CommitmentForm) -> HttpResponse:
        try:
            entered = money.enter_commitment(self.call, actor=self.request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        if entered.needs_signature:
            messages.warning(
                self.request,
                _("More than the budget holds: it counts once the decider has signed it."),
            )
        else:
            messages.success(self.request, _("The amount is entered."))
        return redirect("money:call", self.call.public_id)


class CommitmentMixin(StaffPageMixin):
    """One amount; no page for whoever is a candidate for its call."""

    kwargs: dict[str, Any]
    request: HttpRequest

    @cached_property
    def commitment(self) -> Commitment:
        others = without_own_calls(Commitment.objects.all(), self.request.user)
        rows = others.select_related("budget", *(f"call__{name}" for name in SUBJECTS))
        return get_object_or_404(rows, public_id=self.kwargs["commitment"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{**kwargs, "commitment": self.commitment})

    def back(self) -> HttpResponse:
        return redirect("money:call", self.commitment.call.public_id)


class MoveView(CommitmentMixin, FormView):
    """A plan is committed, a commitment spent."""

    permission = "missions.keep_budget"
    title = _("Change the amount")
    form_class = MoveCommitmentForm
    template_name = "admin/missions/commitment.html"

    def get_initial(self) -> dict[str, Any]:
        return {"kind": self.commitment.kind, "cents": self.commitment.cents}

    def form_valid(self, form: MoveCommitmentForm) -> HttpResponse:
        try:
            money.move_commitment(self.commitment, actor=self.request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("The amount is changed."))
        return self.back()


class ReleaseView(CommitmentMixin, View):
    """An amount goes back to its budget."""

    permission = "missions.keep_budget"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            money.release_commitment(self.commitment, actor=request.user)
        except DomainError as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, _("The amount is released."))
        return self.back()


class SignView(CommitmentMixin, FormView):
    """The decider lets an amount count that is over its budget."""

    permission = "missions.sign_overrun"
    title = _("Sign the overrun of a budget")
    form_class = SignForm
    template_name = "admin/missions/commitment.html"

    def form_valid(self, form: SignForm) -> HttpResponse:
        try:
            money.sign_overrun(self.commitment, actor=self.request.user, reason=form.cleaned_data["reason"])
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("The overrun is signed."))
        return self.back()
