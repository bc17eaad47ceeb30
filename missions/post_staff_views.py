"""Acts on vacancies, rounds, crisis missions and selections by Selor: confirm, set the call, publish it."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from missions import services
from missions.errors import SourceMissing
from missions.forms import ConfirmForm
from missions.models import Call, CrisisMission, JpoRound, SelorRound, Vacancy
from missions.post_forms import PostCallForm
from missions.texts import gaps_of_announced, name_gaps
from osce_portal.accounts.staff_pages import StaffPageMixin
from osce_portal.common.errors import DomainError
from osce_portal.staff_admin import row_address


class AnnouncedPageMixin(StaffPageMixin):
    """A staff page about one row of ``model``."""

    model: type[Vacancy | JpoRound | CrisisMission | SelorRound] = Vacancy
    kwargs: dict[str, Any]

    @property
    def permission(self) -> str:  # type: ignore[override]
        return f"missions.change_{self.model._meta.model_name}"

    @cached_property
    def post_row(self) -> Any:
        return get_object_or_404(self.model, public_id=self.kwargs["public_id"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        opts = self.model._meta
        gaps = gaps_of_announced(self.post_row)
        return super().get_context_data(
            row=self.post_row,
            list_name=opts.verbose_name_plural,
            list_url=f"admin:missions_{opts.model_name}_changelist",
            change_url=f"admin:missions_{opts.model_name}_change",
            missing=name_gaps(gaps) if gaps else "",
            **kwargs,
        )


class AnnouncedConfirmView(AnnouncedPageMixin, FormView):
    """Confirm an entry with its source; it is published with that."""

    title = _("Confirm with a source")
    form_class = ConfirmForm
    template_name = "admin/missions/announced_confirm.html"

    def get_initial(self) -> dict[str, Any]:
        return {"source": self.post_row.source}

    def form_valid(self, form: ConfirmForm) -> HttpResponse:
        try:
            services.confirm_announced(self.post_row, **form.cleaned_data, actor=self.request.user)
        except SourceMissing as error:
            form.add_error("source", str(error))
            return self.form_invalid(form)
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("The entry is confirmed and published."))
        return redirect(row_address(self.post_row))


class PostCallView(AnnouncedPageMixin, FormView):
    """Set the call of a post or round, say how to apply, and open it."""

    title = _("Set the call")
    form_class = PostCallForm
    template_name = "admin/missions/post_call.html"

    @cached_property
    def call(self) -> Call | None:
        """The call that is there already."""
        return self.post_row.calls.filter(cancelled_at=None).first()

    def get_initial(self) -> dict[str, Any]:
        if self.call is None:
            return {}
        names = [name for name in services.TEXTS if name.startswith("how_to_apply_")]
        return {name: getattr(self.call, name) for name in ["closes_on", *names]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        call = self.call
        published = call if call is not None and call.published_at else None
        return super().get_context_data(
            published=published, osce_day=getattr(self.post_row, "osce_closes_on", None), **kwargs
        )

    def form_valid(self, form: PostCallForm) -> HttpResponse:
        texts: dict[str, Any] = {
            name: value for name, value in form.cleaned_data.items() if name != "closes_on"
        }
        try:
            call = self.set_call(form.cleaned_data["closes_on"], texts, self.request)
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        text = _("The call is open: %(call)s") if call.published_at else _("The call is set: %(call)s")
        messages.success(self.request, text % {"call": call})
        return redirect(row_address(call))

    @transaction.atomic
    def set_call(self, closes_on: Any, texts: dict[str, Any], request: HttpRequest) -> Call:
        """All of it or nothing: a refusal to publish leaves the call as it was."""
        call = services.set_call(self.post_row, actor=request.user, closes_on=closes_on)
        call = services.update_call_settings(call, actor=request.user, **texts)
        return services.publish_call(call, actor=request.user) if "publish" in request.POST else call
