"""The own data as one file: asked for, waited for, taken along after the password is asked again."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from osce_portal.audit.services import record
from osce_portal.common.models import database_now
from osce_portal.files.serving import serve_file
from osce_portal.people import person_of
from osce_portal.privacy.models import DataExport
from osce_portal.privacy.services import ask_export
from osce_portal.privacy.views.own import OwnDataMixin


class ExportView(OwnDataMixin, TemplateView):
    """What was asked last, how far it is, and the button to ask anew."""

    template_name = "privacy/export.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        export = DataExport.objects.of(self.request.user).first()
        return super().get_context_data(export=export, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        ask_export(request.user)
        messages.success(
            request, _("Your data are being put together. You will have a mail when they are ready.")
        )
        return redirect("privacy:export")


@require_safe
@login_required
def download_export(request: HttpRequest, public_id: str) -> FileResponse:
    """The file, for its own person alone, after the password was asked again; else there is none."""
    return _download(request, public_id)


@reauthentication_required
def _download(request: HttpRequest, public_id: str) -> FileResponse:
    own = DataExport.objects.of(request.user).select_related("file")
    export = own.filter(public_id=public_id, file__isnull=False, expires_at__gt=database_now()).first()
    if export is None:
        raise Http404
    record("export.taken", export, actor=request.user, subject=person_of(request.user).file)
    return serve_file(export.file)
