"""The certificate in a form: the upload is stored first, so that no other mistake loses it."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from elearning.errors import CertificateNotAccepted, CertificateSeenBefore, CompletedInFuture
from osce_portal.common.errors import DomainError
from osce_portal.files.models import StoredFile
from osce_portal.files.pending import find_pending, forget_pending, keep_pending
from osce_portal.files.receiving import receive_upload
from selection.candidacies.errors import NotADraft
from selection.candidacies.forms import CertificateFields
from selection.candidacies.models import Candidacy
from selection.candidacies.services import send_certificate

NOT_NEEDED = _(
    "You already have a certificate for this mission that was accepted or belongs to a candidacy you handed "
    "in. It serves for this candidacy too; the new file was not needed."
)


def store_certificate_file(request: HttpRequest, form: CertificateFields, candidacy: Candidacy) -> None:
    """Take the upload of this request, if any, and keep it waiting; what is wrong stands at its field."""
    upload = request.FILES.get("certificate_file")
    if upload is None:
        return
    try:
        keep_pending(request, candidacy.public_id, receive_upload(request, upload))
    except DomainError as error:
        form.add_error("certificate_file", error.message)


def waiting_file(request: HttpRequest, candidacy: Candidacy) -> StoredFile | None:
    """The file that was sent for this candidacy and is not part of a certificate yet."""
    return find_pending(request, candidacy.public_id)


def take_certificate(request: HttpRequest, form: CertificateFields, candidacy: Candidacy) -> bool:
    """Make a certificate of the waiting file, or correct the day of the one there; False with an error.

    Raises FileGone.
    """
    completed_on = form.cleaned_data["completed_on"]
    waiting = waiting_file(request, candidacy)
    here = candidacy.certificate
    file = waiting or (here.file if here and completed_on and completed_on != here.completed_on else None)
    if file is None or candidacy.call.mission is None:
        return True
    if completed_on is None:
        form.add_error("completed_on", CertificateFields.DAY_MISSING)
        return False
    try:
        served = send_certificate(
            candidacy,
            file=file,
            completed_on=completed_on,
            reuse_reason=form.cleaned_data["reuse_reason"],
            actor=request.user,
        )
    except CertificateSeenBefore as error:
        form.ask_why()
        form.add_error("reuse_reason", error.message)
        return False
    except (NotADraft, CertificateNotAccepted, CompletedInFuture) as error:
        form.add_error("certificate_file", error.message)
        return False
    forget_pending(request, candidacy.public_id)
    if served.certificate.sha256 != file.sha256:
        messages.info(request, NOT_NEEDED)
    return True
