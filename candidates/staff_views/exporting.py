"""The list as a file, for those whom the search finds: a short one at once, a long one by the worker."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404
from django.http.request import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from django.views.generic.base import ContextMixin, TemplateResponseMixin

from candidates import services
from candidates.export import export_rows, list_file, list_name, people_at
from candidates.finding import Finding
from candidates.models import Candidate, PeopleList
from candidates.search_terms import find_reference
from candidates.services.lists import ask_list
from osce_portal.accounts.staff_pages import StaffPageMixin
from osce_portal.audit.services import record
from osce_portal.common.models import database_now, new_public_id
from osce_portal.files.serving import serve_file
from osce_portal.sheets.writing import CONTENT_TYPES

PERMISSION = "candidates.export_candidate"
LATEST = 10


class ExportView(StaffPageMixin, TemplateResponseMixin, ContextMixin, View):
    """CSV or XLSX; each person's details are recorded as taken along before the first line leaves.

    Both go by the same keys: who enters the search in between is neither recorded nor taken along.
    """

    permission = PERMISSION
    title = gettext_lazy("Take a long list along")
    template_name = "admin/candidates/list_export.html"

    @cached_property
    def keys(self) -> list[int]:
        """Those found, and one more than a file may hold."""
        found = Finding(self.request.GET, self.request.user).people.values_list("pk", flat=True)
        return list(found[: settings.PEOPLE_IN_A_FILE + 1])

    @property
    def search(self) -> str:
        """The list that was to be taken along."""
        return reverse("admin:candidates_candidate_changelist", query=self.request.GET)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if kwargs["file_format"] not in CONTENT_TYPES:
            raise Http404

    def get(self, request: HttpRequest, file_format: str) -> HttpResponseBase:
        if len(self.keys) > settings.PEOPLE_IN_A_FILE:
            return self.refuse(request)
        if len(self.keys) > settings.PEOPLE_WRITTEN_AT_ONCE:
            return self.render_to_response(self.get_context_data(count=len(self.keys), key=new_public_id()))
        return self.write(file_format)

    def post(self, request: HttpRequest, file_format: str) -> HttpResponseBase:
        """Have a long list written; a second click asks for no second one."""
        key = find_reference(request.POST.get("key", ""))
        if not key:
            return redirect(self.search)
        if len(self.keys) > settings.PEOPLE_IN_A_FILE:
            return self.refuse(request)
        ask_list(self.keys, actor=request.user, file_format=file_format, key=key)
        return redirect("admin:candidates_candidate_lists")

    def write(self, file_format: str) -> HttpResponseBase:
        people = list(people_at(self.keys, Candidate.objects.all()))
        services.record_export(people, actor=self.request.user, file_format=file_format)
        content = list_file(export_rows(people, self.request.user), file_format)
        return FileResponse(
            content, as_attachment=True, filename=list_name(file_format),
            content_type=CONTENT_TYPES[file_format],
        )  # fmt: skip

    def refuse(self, request: HttpRequest) -> HttpResponseBase:
        """Back to the same search, with what to do: nobody's details are taken along."""
        text = _("This list is too long for one file: at most %(most)s people. Please narrow the search.")
        messages.error(request, text % {"most": number_format(settings.PEOPLE_IN_A_FILE)})
        return redirect(self.search)


class ListsView(StaffPageMixin, TemplateView):
    """The long lists that the reader asked for lately, and how far the worker is."""

    permission = PERMISSION
    title = gettext_lazy("Long lists as files")
    template_name = "admin/candidates/lists.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        latest = list(PeopleList.objects.of(self.request.user).select_related("file")[:LATEST])
        running = [one for one in latest if one.is_running]
        shown = {"lists": latest, "running": running, "is_working": bool(running)}
        return super().get_context_data(now=database_now(), **shown, **kwargs)


class ListFileView(StaffPageMixin, View):
    """The file, for the officer who asked for it, as long as it is kept: to everybody else there is none."""

    permission = PERMISSION

    def get(self, request: HttpRequest, people_list: str) -> HttpResponseBase:
        own = PeopleList.objects.of(request.user).ready(database_now()).select_related("file")
        asked = get_object_or_404(own, public_id=people_list)
        try:
            answer = serve_file(asked.file)
        except FileNotFoundError:  # removed since the row was read
            raise Http404 from None
        record("peoplelist.taken", asked, actor=request.user)
        return answer
