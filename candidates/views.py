"""A person's own file: overview, identity, and one set of pages for every section of the CV."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import DeleteView, FormView, TemplateView, UpdateView, View
from django.views.generic.list import ListView

from candidates import services
from candidates.completeness import completeness_by_scheme, missing_by_need
from candidates.currency import is_current
from candidates.forms.identity import IdentityForm
from candidates.models import Candidate, CvEntry
from candidates.overview import page_groups
from candidates.own_file import OwnFileMixin
from candidates.remarks import remarks_on_periods
from candidates.sections import SECTIONS, Section


class OverviewView(LoginRequiredMixin, TemplateView):
    """What is there, what is missing, what comes next; without a file, the way to one."""

    def get_template_names(self) -> list[str]:
        return ["candidates/overview.html" if self.candidate else "candidates/welcome.html"]

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.candidate = Candidate.objects.of_user(request.user).with_file().first()
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        if self.candidate is None:
            return super().get_context_data(**kwargs)
        found = completeness_by_scheme(self.candidate)
        return super().get_context_data(
            candidate=self.candidate,
            membership=self.candidate.pool_memberships.first(),
            groups=page_groups(self.candidate),
            schemes=found,
            missing=missing_by_need(found),
            remarks=remarks_on_periods(self.candidate, timezone.localdate()),
            is_current=is_current(self.candidate, timezone.now()),
            **kwargs,
        )


class ConfirmView(LoginRequiredMixin, View):
    """One button of the overview: everything in the file is still correct."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        candidate = get_object_or_404(Candidate.objects.of_user(request.user))
        services.confirm_file(candidate, actor=request.user)
        messages.success(request, _("Thank you. We have noted that your file is still correct."))
        return redirect("candidates:overview")


class IdentityView(LoginRequiredMixin, FormView):
    """Register, or change the details given then."""

    form_class = IdentityForm
    template_name = "candidates/identity_form.html"

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.candidate = Candidate.objects.of_user(request.user).first()

    def get_form_kwargs(self) -> dict[str, Any]:
        new = Candidate(correspondence_language=self.request.user.language)
        return {**super().get_form_kwargs(), "instance": self.candidate or new}

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(candidate=self.candidate, **kwargs)

    def form_valid(self, form: IdentityForm) -> HttpResponse:
        user = self.request.user
        if self.candidate is None:
            services.register_candidate(user, actor=user, **form.identity)
            messages.success(self.request, _("You are registered. Now complete your CV."))
        else:
            services.update_identity(self.candidate, actor=user, **form.identity)
            messages.success(self.request, _("Your details have been saved."))
        return redirect("candidates:overview")


class SectionMixin(OwnFileMixin):
    """Finds the section in the own file. An unknown section or a foreign line does not exist: 404."""

    section: Section

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if request.user.is_authenticated:
            if kwargs["section"] not in SECTIONS:
                raise Http404
            self.section = SECTIONS[kwargs["section"]]
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return getattr(self.candidate, self.section.accessor).select_related("candidate")

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(section=self.section, **kwargs)  # type: ignore[misc]

    def get_success_url(self) -> str:
        return reverse("candidates:section", args=[self.section.slug])


class SectionView(SectionMixin, ListView):
    template_name = "candidates/section.html"
    paginate_by = 50

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["rows"] = [(entry, self.section.facts(entry)) for entry in context["object_list"]]
        return context


class EntryEditView(SectionMixin, UpdateView):
    """Change a line, or add one: then the form starts from an empty line of this person."""

    template_name = "candidates/entry_form.html"

    def get_object(self, queryset=None) -> CvEntry:
        if "entry" not in self.kwargs:
            return self.section.model(candidate=self.candidate)  # type: ignore[misc]
        return get_object_or_404(self.get_queryset(), public_id=self.kwargs["entry"])

    def get_form_class(self):
        return self.section.form_class

    def form_valid(self, form) -> HttpResponse:
        user = self.request.user
        if self.object.pk is None:
            services.add_entry(self.candidate, self.section.model, actor=user, **form.cleaned_data)
            messages.success(self.request, _("Added to your CV."))
        else:
            services.update_entry(self.object, actor=user, **form.cleaned_data)
            messages.success(self.request, _("Your change has been saved."))
        return redirect(self.get_success_url())


class EntryDeleteView(SectionMixin, DeleteView):
    """Asks first, on a page of its own."""

    template_name = "candidates/entry_confirm_delete.html"

    def get_object(self, queryset=None) -> CvEntry:
        return get_object_or_404(self.get_queryset(), public_id=self.kwargs["entry"])

    def form_valid(self, form) -> HttpResponse:
        services.delete_entry(self.object, actor=self.request.user)
        messages.success(self.request, _("Taken out of your CV."))
        return redirect(self.get_success_url())
