"""Checking the certificates of a call, one after the other, each beside what was declared of it."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from elearning import services as elearning
from elearning.enums import CertificateStatus
from elearning.models import Certificate
from osce_portal.audit.services import record
from osce_portal.common.errors import DomainError
from osce_portal.walls import keep_away
from selection.assessment.enums import CertificateReason
from selection.assessment.forms import CertificateForm
from selection.assessment.page_images import count_pages, page_image
from selection.assessment.views.pages import CallPage
from selection.candidacies.enums import LEAVING
from selection.candidacies.models import Candidacy

NO_SCRIPTS = "default-src 'none'; sandbox"


class CertificatePage(CallPage):
    """A page about the certificates of the call's candidacies, but those behind the reader's wall."""

    @cached_property
    def waiting(self) -> list[Candidacy]:
        """Candidacies whose certificate nobody has checked, in a fixed order."""
        return list(self._standing().filter(certificate__status=CertificateStatus.RECEIVED))

    @cached_property
    def candidacy(self) -> Candidacy:
        found = self._standing().filter(certificate__public_id=self.kwargs["certificate_ref"]).first()
        if found is None:
            raise Http404
        return found

    @property
    def certificate(self) -> Certificate:
        """The one the page is about; ``candidacy`` is only found with one."""
        return cast(Certificate, self.candidacy.certificate)

    def _standing(self) -> Any:
        rows = Candidacy.objects.received().filter(call=self.call, certificate__isnull=False)
        rows = rows.exclude(status__in=LEAVING).exclude(candidate__in=self.kept_from)
        return rows.select_related("candidate", "certificate__file", "certificate__verified_by").order_by(
            "pk"
        )

    def next_after(self, candidacy: Candidacy | None) -> Candidacy | None:
        """The next one waiting, from the beginning again after the last."""
        others = [it for it in self.waiting if candidacy is None or it.pk != candidacy.pk]
        later = [it for it in others if candidacy is not None and it.pk > candidacy.pk]
        return next(iter(later or others), None)

    def go_to_next(self, candidacy: Candidacy | None) -> HttpResponse:
        following = self.next_after(candidacy)
        if following is None:
            return redirect("assessment:after-closing", self.call.public_id)
        return redirect("assessment:certificate", self.call.public_id, following.certificate.public_id)


class Certificates(CertificatePage):
    """The first one that waits."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.waiting:
            messages.info(request, _("No certificate waits to be checked."))
        return self.go_to_next(None)


class CheckCertificate(CertificatePage):
    """One certificate beside its fields: accept, ask again, refuse, and on to the next."""

    template_name = "assessment/certificate_check.html"
    title = gettext_lazy("Certificate check")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().get(request, *args, **kwargs)
        record("certificate.seen", self.certificate, actor=request.user, subject=self.candidacy.candidate)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        certificate = self.certificate
        same_file = Certificate.objects.with_the_file_of(certificate)
        elsewhere = keep_away(same_file, self.request.user, person="candidate")
        elsewhere = elsewhere.select_related("candidate", "mission__state")
        return {
            "candidacy": self.candidacy,
            "certificate": certificate,
            "pages": range(1, count_pages(certificate.file) + 1),
            "elsewhere": elsewhere if certificate.is_reused else [],
            "left": len(self.waiting),
            "following": self.next_after(self.candidacy),
            "form": CertificateForm(),
            "may_check": self.request.user.has_perm("assessment.check_certificate"),
        } | super().get_context_data(**kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        candidacy = self.candidacy
        if not request.user.has_perm("assessment.check_certificate", candidacy):
            raise Http404
        form = CertificateForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            self._decide(candidacy, form.cleaned_data)
        except DomainError as error:
            form.add_error(None, error.message)
            return self.render_to_response(self.get_context_data(form=form))
        return self.go_to_next(candidacy)

    def _decide(self, candidacy: Candidacy, said: dict[str, Any]) -> None:
        certificate, actor = self.certificate, self.request.user
        if said["decision"] == CertificateStatus.ACCEPTED:
            elearning.accept_certificate(certificate, actor=actor)
            messages.success(self.request, _("%s: certificate accepted.") % candidacy.receipt_number)
            return
        reason = words_for(candidacy, said["preset"], said["text"])
        if said["decision"] == CertificateStatus.ASKED_AGAIN:
            elearning.ask_certificate_again(certificate, reason=reason, actor=actor)
            messages.success(
                self.request, _("%s: another certificate was asked for.") % candidacy.receipt_number
            )
        else:
            elearning.refuse_certificate(certificate, reason=reason, actor=actor)
            messages.success(self.request, _("%s: certificate refused.") % candidacy.receipt_number)


def words_for(candidacy: Candidacy, preset: str, text: str) -> str:
    """The predefined reason in the candidate's language, then what was typed."""
    with translation.override(candidacy.candidate.language):
        said = [str(CertificateReason(preset).label)] if preset else []
    return "\n".join([*said, *([text.strip()] if text.strip() else [])])


class CertificateImage(CertificatePage):
    """One page of a certificate as an image, for the page beside it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        image = page_image(self.certificate.file, kwargs["page"])
        if image is None:
            raise Http404
        person, page = self.candidacy.candidate, kwargs["page"]
        record(
            "certificate.seen", self.certificate, actor=request.user, subject=person, values={"page": page}
        )
        content, content_type = image
        headers = {"Content-Disposition": "inline", "Content-Security-Policy": NO_SCRIPTS}
        return HttpResponse(content, content_type=content_type, headers=headers)
