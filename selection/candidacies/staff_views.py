"""Staff record a candidacy that came otherwise, with its own time of receipt and the proof."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from candidates.errors import KnownPerson
from candidates.models import Candidate
from candidates.services import add_candidate, note_look, note_search
from osce_portal.accounts.staff_pages import StaffPageMixin
from osce_portal.audit.services import record
from osce_portal.common.errors import DomainError
from osce_portal.files.models import StoredFile
from osce_portal.files.pending import find_pending, forget_pending, keep_pending
from osce_portal.files.receiving import receive_upload
from osce_portal.files.serving import serve_file
from osce_portal.staff_admin import row_address
from osce_portal.walls import keep_away
from selection.candidacies import services
from selection.candidacies.errors import (
    AlreadyReceived,
    CallClosed,
    CallDecided,
    CallNotOpen,
    OwnCall,
    ReceivedBeforeOpening,
    ReceivedInFuture,
)
from selection.candidacies.models import Candidacy
from selection.candidacies.staff_forms import NewPersonForm, RecordForm

PENDING = "recorded-candidacy"
PEOPLE_SHOWN = 20
FIELD_OF: dict[type[DomainError], str] = {
    AlreadyReceived: "person",
    CallClosed: "received_at",
    CallDecided: "call",
    CallNotOpen: "call",
    OwnCall: "call",
    ReceivedBeforeOpening: "received_at",
    ReceivedInFuture: "received_at",
}


class RecordCandidacyView(StaffPageMixin, FormView):
    """Look the person up, then record; what was uploaded is kept whatever else is wrong."""

    permission = "candidacies.record_candidacy"
    title = _("Record a candidacy received otherwise")
    form_class = RecordForm
    template_name = "admin/candidacies/record.html"

    def get_people(self) -> list[Candidate]:
        """Whom the search finds; never oneself or somebody close."""
        typed = self.request.GET.get("q", "")
        if not typed.strip():
            return []
        people = Candidate.objects.searched(typed).filter(anonymised_at__isnull=True)
        found = keep_away(people, self.request.user, person="pk")
        return list(found[:PEOPLE_SHOWN])

    def get_known(self) -> list[Candidate]:
        """Who may be the new person whose details were typed; never oneself or somebody close."""
        typed = NewPersonForm(self.request.POST)
        if self.request.method != "POST" or not typed.is_valid():
            return []
        known = Candidate.objects.known_as(**typed.cleaned_data)
        return list(keep_away(known, self.request.user, person="pk"))

    def get_form_kwargs(self) -> dict[str, Any]:
        self.people, self.known = self.get_people(), self.get_known()
        return {**super().get_form_kwargs(), "people": self.people, "known": self.known}

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        typed = self.request.GET.get("q", "")
        context = super().get_context_data(
            q=typed, waiting_file=find_pending(self.request, PENDING), **kwargs
        )
        if typed.strip():
            note_search(actor=self.request.user, count=len(self.people), facets=[], with_words=True)
        return context

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = self.get_form()
        form.is_valid()
        proof = self.take_proof(form)
        if proof is None or not form.is_valid():
            return self.form_invalid(form)
        return self.record(form, proof)

    def take_proof(self, form: RecordForm) -> StoredFile | None:
        """The upload of this request, else the one that waits; None with an error at its field."""
        upload = self.request.FILES.get("proof")
        try:
            if upload is not None:
                keep_pending(self.request, PENDING, receive_upload(self.request, upload))
        except DomainError as error:
            form.add_error("proof", error.message)
            return None
        waiting = find_pending(self.request, PENDING)
        if waiting is None:
            form.add_error("proof", RecordForm.FILE_MISSING)
        return waiting

    def record(self, form: RecordForm, proof: StoredFile) -> HttpResponse:
        user, call = self.request.user, form.cleaned_data["call"]
        try:
            person = self.find_or_add_person(form)
        except KnownPerson as error:
            for known in error.people:
                note_look(known, actor=user, page=self.request.resolver_match.view_name)
            form = self.get_form()  # offers them, whoever was added since it was filled in too
            form.is_valid()
            form.add_error("person", error.message)
            return self.form_invalid(form)
        except DomainError as error:
            form.add_error("email", error.message)
            return self.form_invalid(form)
        try:
            candidacy = services.record_candidacy(person, call, proof=proof, actor=user, **form.facts)
        except CallClosed as error:
            services.log_late_attempt(person, error, actor=user, channel=form.cleaned_data["channel"])
            form.add_error(FIELD_OF[type(error)], error.message)
            messages.warning(self.request, gettext("It came too late. The late attempt has been noted."))
        except DomainError as error:
            form.add_error(FIELD_OF.get(type(error)), error.message)
        else:
            forget_pending(self.request, PENDING)
            text = gettext("Recorded. The receipt %(number)s goes to %(email)s.")
            values = {"number": candidacy.receipt_number, "email": person.email}
            messages.success(self.request, text % values)
            return redirect(row_address(candidacy))
        return self.form_invalid(form)

    def find_or_add_person(self, form: RecordForm) -> Candidate:
        """The person chosen, or a new one; the same new one again when the form comes back.

        Raises what ``add_candidate`` raises.
        """
        if not form.is_new_person:
            chosen = form.cleaned_data["person"]
            return next(person for person in [*self.known, *self.people] if person.public_id == chosen)
        other_because = form.cleaned_data["other_because"]
        same = [person for person in self.known if form.is_the_same(person)]
        if len(same) == 1 and not other_because.strip():
            return same[0]
        return add_candidate(actor=self.request.user, other_because=other_because, **form.new_person)


def serve_proof(request: HttpRequest, public_id: str) -> FileResponse:
    """Download what was received; staff only, and the look is recorded."""
    rows = Candidacy.objects.select_related("candidate", "proof")
    rows = rows.exclude(call__in=Candidacy.objects.involving(request.user).values("call"))
    candidacy = get_object_or_404(rows, public_id=public_id)
    if not (request.user.is_staff and request.user.has_perm("candidacies.view_candidacy", candidacy)):
        raise Http404
    if candidacy.proof is None:
        raise Http404
    record("candidacy.proof_seen", candidacy, actor=request.user, subject=candidacy.candidate)
    return serve_file(candidacy.proof)


def proof_url(candidacy: Candidacy) -> str:
    """Where the proof of a recorded candidacy is downloaded."""
    return reverse("admin:candidacies_candidacy_proof", args=[candidacy.public_id])
