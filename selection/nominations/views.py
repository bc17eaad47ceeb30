"""The nomination list: on screen, as PDF, as XLSX; and the ledger's entry that it was sent."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, View

from missions.models import Call
from osce_portal.audit.enums import Task
from osce_portal.audit.services import Act, record, record_each
from osce_portal.common.errors import DomainError
from osce_portal.common.models import database_now
from osce_portal.files.documents import render_pdf
from osce_portal.walls import keep_away
from selection.candidacies.models import Candidacy
from selection.delegation.views.base import CallPageMixin
from selection.nominations import services
from selection.nominations.enums import ON_THE_LIST, TO_NOMINATE
from selection.nominations.forms import NominateForm
from selection.nominations.models import Nomination, TravelDetails
from selection.nominations.roster import read_roster

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def people_on_the_list(call: Call) -> QuerySet[Candidacy]:
    """Whom page and files tell about: every look and every export is recorded for each."""
    return Candidacy.objects.filter(call=call, status__in=ON_THE_LIST).select_related("candidate")


class NominationPage(CallPageMixin, FormView):
    """Who is on the list, what was sent, and the button that says it was sent."""

    permission = "nominations.see_list"
    task = Task.NOMINATION
    template_name = "nominations/nomination_list.html"
    title = _("Nomination list")
    form_class = NominateForm

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        try:
            lines, refusal = read_roster(self.call), None
        except DomainError as error:
            lines, refusal = [], error.message
        waiting = self.call.candidacies.filter(status__in=TO_NOMINATE).count()
        may_nominate = self.request.user.has_perm("nominations.nominate")
        return super().get_context_data(
            lines=lines,
            refusal=refusal,
            waiting=waiting,
            may_nominate=may_nominate and waiting > 0,
            sent=Nomination.objects.filter(candidacy__call=self.call).select_related(
                "candidacy__candidate", "sent_by"
            ),
            languages=settings.LANGUAGES,
            travellers=self.travellers(),
            **kwargs,
        )

    def travellers(self) -> QuerySet[Candidacy]:
        """Whose travel details the reader may open, and whether they were given."""
        if self.call.decided_at is None or not self.request.user.has_perm("nominations.see_travel_details"):
            return Candidacy.objects.none()
        given = Exists(TravelDetails.objects.filter(candidacy=OuterRef("pk")))
        placed = keep_away(people_on_the_list(self.call), self.request.user, person="candidate")
        return placed.annotate(has_given=given).order_by("candidate__last_name", "candidate__first_name")

    def people_shown(self, context: dict[str, Any]) -> Iterable[Candidacy]:
        return people_on_the_list(self.call)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.has_perm("nominations.nominate"):
            return self.http_method_not_allowed(request)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: NominateForm) -> HttpResponse:
        try:
            services.nominate(self.call, **form.cleaned_data, actor=self.request.user)
        except DomainError as error:
            form.add_error(None, error.message)
            return self.form_invalid(form)
        messages.success(self.request, _("The nominations were written down."))
        return redirect("nominations:list", call=self.call.public_id)


class RosterFileView(CallPageMixin, View):
    """The list as a file, in the language asked for (the reader's own if none); the export is audited."""

    permission = "nominations.see_list"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        language = request.GET.get("language", "")
        if language not in dict(settings.LANGUAGES):
            language = translation.get_language() or settings.LANGUAGE_CODE
        try:
            with translation.override(language):
                content = self._render(language)
        except DomainError as error:
            messages.error(request, error.message)
            return redirect("nominations:list", call=self.call.public_id)
        values = {"format": self.kwargs["format"], "language": language}
        record("nominations.exported", self.call, actor=request.user, values=values)
        record_each(
            "candidacy.exported",
            [Act(one, one.candidate, values) for one in people_on_the_list(self.call)],
            actor=request.user,
        )
        name = f"nominations-{self.call.reference}-{language}.{self.kwargs['format']}"
        types = {"pdf": "application/pdf", "xlsx": XLSX}
        headers = {"Content-Disposition": content_disposition_header(True, name)}
        return HttpResponse(content, content_type=types[self.kwargs["format"]], headers=headers)

    def _render(self, language: str) -> bytes:
        lines = read_roster(self.call)
        if self.kwargs["format"] == "xlsx":
            from selection.nominations.spreadsheet import write_spreadsheet  # noqa: PLC0415 — openpyxl is slow

            return write_spreadsheet(self.call, lines)
        context = {"call": self.call, "lines": lines, "printed_at": database_now()}
        return render_pdf("documents/nominations/nomination_list.html", context, language)
