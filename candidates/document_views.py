"""A person's papers: list, add, replace, delete, download."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView, TemplateView, View

from candidates import services
from candidates.forms.documents import DocumentForm, ReplacementForm
from candidates.models import Document
from candidates.own_file import OwnFileMixin
from osce_portal.common.errors import DomainError
from osce_portal.files.models import StoredFile
from osce_portal.files.pending import find_pending, forget_pending, keep_pending
from osce_portal.files.receiving import receive_upload
from osce_portal.files.serving import serve_file


class OwnDocumentsMixin(OwnFileMixin):
    """Somebody else's paper does not exist: 404, never 403."""

    kwargs: dict[str, Any]

    @cached_property
    def document(self) -> Document:
        """The own paper that the address names, if it is current."""
        own = Document.objects.current().filter(candidate=self.candidate).select_related("file", "candidate")
        return get_object_or_404(own, public_id=self.kwargs["document"])


class DocumentListView(OwnDocumentsMixin, TemplateView):
    template_name = "candidates/document_list.html"

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        papers = Document.objects.filter(candidate=self.candidate).with_history()
        return super().get_context_data(papers=papers, **kwargs)


class DocumentAddView(OwnDocumentsMixin, FormView):
    """The upload is stored first and kept whatever else is wrong."""

    form_class = DocumentForm
    template_name = "candidates/document_form.html"

    @property
    def pending(self) -> str:
        """Under which name an upload waits for its form."""
        return f"document:{self.candidate.public_id}"

    def get_form_kwargs(self) -> dict[str, Any]:
        waits = find_pending(self.request, self.pending) is not None
        return {
            **super().get_form_kwargs(),
            "instance": Document(candidate=self.candidate),
            "file_waits": waits,
        }

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        waiting = find_pending(self.request, self.pending)
        return super().get_context_data(waiting_file=waiting, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = self.get_form()
        form.is_valid()
        file = self.take_upload(form)
        if file is None or not form.is_valid():
            return self.form_invalid(form)
        try:
            self.save(form, file)
        except DomainError as error:
            form.add_error(None, error.message)
            return self.form_invalid(form)
        forget_pending(request, self.pending)
        messages.success(request, _("Your document has been kept."))
        return redirect("candidates:documents")

    def take_upload(self, form: DocumentForm) -> StoredFile | None:
        """The upload of this request, stored, else the one that waits; what is wrong stands at its field."""
        upload = self.request.FILES.get("file")
        try:
            if upload is not None:
                keep_pending(self.request, self.pending, receive_upload(self.request, upload))
        except DomainError as error:
            form.add_error("file", error.message)
            return None
        waiting = find_pending(self.request, self.pending)
        form.fields["file"].required = waiting is None  # for the page with what else is wrong
        return waiting

    def save(self, form: DocumentForm, file: StoredFile) -> Document:
        """Raises what the service raises."""
        given = {name: form.cleaned_data[name] for name in ("kind", "title")}
        return services.add_document(self.candidate, **given, file=file, actor=self.request.user)


class DocumentReplaceView(DocumentAddView):
    """A newer paper in the place of this one, which stays as history."""

    form_class = ReplacementForm

    @property
    def pending(self) -> str:
        return f"document:{self.document.public_id}"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": Document(title=self.document.title)}

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(document=self.document, **kwargs)

    def save(self, form: DocumentForm, file: StoredFile) -> Document:
        title = form.cleaned_data["title"]
        return services.replace_document(self.document, title=title, file=file, actor=self.request.user)


class DocumentDeleteView(OwnDocumentsMixin, TemplateView):
    """Asks first, on a page of its own."""

    template_name = "candidates/document_confirm_delete.html"

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(**kwargs | {"document": self.document})

    def post(self, request: HttpRequest, document: str) -> HttpResponse:
        gone = services.delete_document(self.document, actor=request.user)
        text = ngettext(
            "The document has been deleted.", "The document and its earlier versions have been deleted.", gone
        )
        messages.success(request, text)
        return redirect("candidates:documents")


class DocumentFileView(OwnDocumentsMixin, View):
    """Download a paper of one's own, an earlier one too."""

    def get(self, request: HttpRequest, document: str) -> FileResponse:
        own = Document.objects.filter(candidate=self.candidate).select_related("file")
        return serve_file(get_object_or_404(own, public_id=document).file)
