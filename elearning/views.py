"""The certificate's file, for its person and for staff who check."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from elearning.models import Certificate
from osce_portal.accounts.second_step import must_switch_on, send_to_switch_on
from osce_portal.audit.services import record
from osce_portal.files.serving import serve_file


@login_required
def serve_certificate(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Download a certificate: the own one, or as staff, which is recorded; else there is none."""
    rows = Certificate.objects.select_related("candidate", "file")
    certificate = get_object_or_404(rows, public_id=public_id)
    if request.user.has_perm("elearning.see_own_certificate", certificate):
        return serve_file(certificate.file)
    if not (request.user.is_staff and request.user.has_perm("elearning.see_certificate", certificate)):
        raise Http404
    if must_switch_on(request.user):
        return send_to_switch_on(request)
    record("certificate.seen", certificate, actor=request.user, subject=certificate.candidate)
    return serve_file(certificate.file)
