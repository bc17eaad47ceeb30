"""The list as a file, for those whom the search finds."""

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, StreamingHttpResponse
from django.http.request import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.generic import View

from candidates import services
from candidates.export import csv_lines, export_rows, people_at, xlsx_file
from candidates.finding import Finding
from candidates.models import Candidate
from osce_portal.accounts.staff_pages import StaffPageMixin

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ExportView(StaffPageMixin, View):
    """CSV or XLSX; each person's details are recorded as taken along before the first line leaves.

    Both go by the same keys: who enters the search in between is neither recorded nor taken along.
    """

    permission = "candidates.export_candidate"

    def get(self, request: HttpRequest, file_format: str) -> HttpResponseBase:
        if file_format not in {"csv", "xlsx"}:
            raise Http404
        found = Finding(request.GET, request.user).people.values_list("pk", flat=True)
        keys = list(found[: settings.PEOPLE_IN_A_FILE + 1])
        if len(keys) > settings.PEOPLE_IN_A_FILE:
            return self.refuse(request)
        recorded = people_at(keys, Candidate.objects.all())
        services.record_export(recorded, actor=request.user, file_format=file_format)
        rows, name = export_rows(keys, request.user), f"candidates-{timezone.localdate()}.{file_format}"
        if file_format == "xlsx":
            return FileResponse(xlsx_file(rows), as_attachment=True, filename=name, content_type=XLSX)
        response = StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def refuse(self, request: HttpRequest) -> HttpResponseBase:
        """Back to the same search, with what to do: nobody's details are taken along."""
        text = _("This list is too long for one file: at most %(most)s people. Please narrow the search.")
        messages.error(request, text % {"most": number_format(settings.PEOPLE_IN_A_FILE)})
        search = reverse("admin:candidates_candidate_changelist", query=request.GET)
        return redirect(search)
