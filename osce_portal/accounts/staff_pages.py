"""The staff's own pages inside the admin: same frame, same login, a permission each."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from osce_portal.accounts.second_step import must_switch_on, send_to_switch_on
from osce_portal.audit.enums import Task
from osce_portal.audit.services import Act, record_each
from osce_portal.walls import keep_away


class StaffPageMixin:
    """A view in the admin's frame. Anonymous: to the login. Without ``permission``: no such page."""

    permission: str
    title: Any = ""
    task: Task | None = None  # what its looks at people's files are for, where it is not the usual

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not (request.user.is_staff and request.user.has_perm(self.permission)):
            raise Http404
        if must_switch_on(request.user):  # wherever the page lies
            return send_to_switch_on(request)
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)  # type: ignore[misc]
        return {**admin.site.each_context(self.request), "title": self.title, **context}  # type: ignore[attr-defined]

    def people_shown(self, context: dict[str, Any]) -> Iterable[Any]:
        """Rows about a candidate of which the page shows more than a name: each look is recorded."""
        return ()

    def render_to_response(self, context: dict[str, Any], **kwargs) -> HttpResponse:
        page = {"page": self.request.resolver_match.view_name}  # type: ignore[attr-defined]
        looks = [Act(row, row.candidate, page) for row in self.people_shown(context)]
        if looks:
            act = f"{looks[0].target._meta.model_name}.seen"
            record_each(act, looks, actor=self.request.user, task=self.task)  # type: ignore[attr-defined]
        return super().render_to_response(context, **kwargs)  # type: ignore[misc]


class OtherPeoplesRows:
    """Admin of rows that have a ``candidate``: nobody sees those about oneself or about somebody close."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return keep_away(super().get_queryset(request), request.user, person="candidate")  # type: ignore[misc]
