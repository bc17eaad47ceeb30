"""What every list and form of the admin shares; it imports no app but the ground floor's errors."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import AdminReadonlyField
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import quote, unquote
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from osce_portal.common.errors import DomainError


def row_address(row: Model) -> str:
    """A row's own page, by its reference; only participating States and field operations have a number."""
    reference = getattr(row, "public_id", row.pk)
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[quote(reference)])


def link_by_reference(field: AdminReadonlyField, remote_field: Any, row: Model) -> str:
    """A row that another one names; an account only by its address, since few may open it."""
    if isinstance(row, AbstractBaseUser) or not admin.site.is_registered(type(row)):
        return str(row)
    return format_html('<a href="{}">{}</a>', row_address(row), row)


AdminReadonlyField.get_admin_url = link_by_reference  # type: ignore[assignment,method-assign] # there is no other hook


class ListByReference(ChangeList):
    def url_for_result(self, result: Model) -> str:
        return row_address(result)


class RefusedForm:
    """Before the class of a form that passed, and whose row a service then refused: somebody was quicker.

    Where the form, which reads the database anew, says by itself what stands against it, that suffices.
    """

    refusal: DomainError

    def full_clean(self) -> None:
        super().full_clean()  # type: ignore[misc]
        if self.is_bound and not self.errors:  # type: ignore[attr-defined]
            self.add_error(None, str(self.refusal))  # type: ignore[attr-defined]


class StaffAdmin(admin.ModelAdmin):
    """Rows by reference, a row that is not there as no page, and no diary beside the audit log.

    Django's own diary would keep people's names where erasure does not reach.
    """

    view_on_site = False  # its address there holds the row's number

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ListByReference

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Headed by what it lists: Django's own heading is no sentence in French or Dutch."""
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, {**title, **(extra_context or {})})

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """Headed by what the row is; which one stands below.

        When a service refuses a form that had passed, all that it did is taken back, and the page shows what
        was typed and why it was refused.
        """
        shown = {"title": capfirst(self.opts.verbose_name), **(extra_context or {})}
        try:
            return super().changeform_view(request, object_id, form_url, shown)
        except DomainError as error:
            request.refusal = error  # type: ignore[attr-defined] # what get_form knows is the request
            return super().changeform_view(request, object_id, form_url, shown)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        refusal = getattr(request, "refusal", None)
        return form if refusal is None else type(form.__name__, (RefusedForm, form), {"refusal": refusal})

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        column = "public_id" if hasattr(self.model, "public_id") else None
        found = super().get_object(request, object_id, from_field or column)
        if found is None:
            raise Http404
        return found

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> HttpResponse:
        if IS_POPUP_VAR in request.POST:
            return super().response_add(request, obj, post_url_continue)
        self.message_user(request, _("Added: %(row)s") % {"row": obj}, messages.SUCCESS)
        if "_addanother" in request.POST:
            return redirect(request.path)
        follow = "_continue" in request.POST
        return redirect(row_address(obj)) if follow else self.response_post_save_add(request, obj)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """What happened to a row is in the audit log, for those who may read it."""
        row = self.get_object(request, unquote(object_id))
        if not (self.has_view_permission(request, row) and request.user.has_perm("audit.view_auditentry")):
            raise Http404
        entries = reverse("admin:audit_auditentry_changelist")
        return redirect(f"{entries}?q={getattr(row, 'public_id', row.pk)}")

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:  # type: ignore[override]
        """Not kept here: services record every act in the audit log."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:  # type: ignore[override]
        """Not kept here."""

    def log_deletions(self, request: HttpRequest, queryset: Any) -> None:  # type: ignore[override]
        """Not kept here."""
