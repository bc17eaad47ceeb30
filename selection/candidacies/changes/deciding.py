"""What pages of changes and exceptions share: a second person's decision, and the proposer's button."""

from abc import abstractmethod
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from osce_portal.common.errors import DomainError
from selection.candidacies.changes.errors import ChangeDecided, ExceptionDecided
from selection.candidacies.changes.forms import DecisionForm


class DecidingView(FormView):
    """``decide`` does what was chosen; the page shows it, or says that somebody else was first."""

    form_class = DecisionForm

    @property
    @abstractmethod
    def page(self) -> tuple[str, str]:
        """Name and argument of the own address."""

    @abstractmethod
    def decide(self, *, approve: bool, note: str) -> None:
        """Raises a DomainError, which the form shows."""

    def form_valid(self, form: DecisionForm) -> HttpResponse:
        try:
            self.decide(approve=form.cleaned_data["decision"] == "approve", note=form.cleaned_data["note"])
        except (ChangeDecided, ExceptionDecided) as error:
            messages.warning(self.request, error.message)
        except DomainError as error:
            form.add_error(None, error.message)
            return self.form_invalid(form)
        else:
            messages.success(self.request, _("Your decision is kept."))
        return redirect(*self.page)


class TakingBackView(View):
    """The proposer's button: ``take_back`` does it."""

    http_method_names = ["post"]

    @property
    @abstractmethod
    def page(self) -> tuple[str, str]:
        """Name and argument of the address it leads back to."""

    @abstractmethod
    def take_back(self) -> None:
        """Raises a DomainError, which the page shows."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.take_back()
        except DomainError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("It is taken back."))
        return redirect(*self.page)
