"""The outbox: what will leave, what left, what did not."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from osce_portal.audit.services import record
from osce_portal.common.errors import DomainError
from osce_portal.mail import corrections
from osce_portal.mail.errors import NotDue
from osce_portal.mail.kinds import KINDS
from osce_portal.mail.models import QueuedMail
from osce_portal.staff_admin import StaffAdmin
from osce_portal.walls import keep_away


class MailForm(forms.ModelForm):
    def clean(self) -> dict[str, Any] | None:
        """The worker may have taken the mail while its text was being edited."""
        if not self.instance.is_correctable:
            raise forms.ValidationError(NotDue.message)
        return super().clean()


class KindFilter(admin.SimpleListFilter):
    """Mails about one matter; the choices come from the code, not from all rows."""

    title = _("kind of mail")
    parameter_name = "template"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(KINDS.items())

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet | None:
        return queryset.filter(template=self.value()) if self.value() else queryset


@admin.register(QueuedMail)
class QueuedMailAdmin(StaffAdmin):
    form = MailForm
    list_display = ["subject", "to_email", "language", "state", "due_at", "sent_at", "attempts"]
    list_filter = ["state", "language", KindFilter]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["to_email", "=recipient_ref", "=public_id"]
    search_help_text = _("An address, or a reference: of the person or of the mail.")
    fields = [
        "state", "to_email", "recipient_ref", "language", "subject", "body", "created_at", "due_at",
        "not_after", "sent_at", "attempts", "last_error", "kind", "public_id",
    ]  # fmt: skip
    formfield_overrides = {models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 20})}}
    actions = ["repeat_mails"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[QueuedMail]:
        """Nobody reads, corrects or repeats here what goes to oneself or to somebody close."""
        others = super().get_queryset(request).exclude(recipient_ref=request.user.public_id)
        return keep_away(others, request.user, person="recipient_ref", by="public_id")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: QueuedMail | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: QueuedMail | None = None) -> bool:
        """A text is shown for editing only while it may be; what was typed too late gets a message."""
        may = super().has_change_permission(request, obj)
        return may and (
            obj is None or obj.is_correctable or (request.method == "POST" and not obj.is_private)
        )

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Hold the row while it is saved: the worker passes over what is held."""
        mail = super().get_object(request, object_id, from_field)
        if request.method == "POST":
            return QueuedMail.objects.select_for_update().get(pk=mail.pk)
        return mail

    def get_fields(self, request: HttpRequest, obj: QueuedMail | None = None) -> Any:
        """A link that opens an account is for its owner alone."""
        private = obj is not None and obj.is_private
        return ["private_text" if private and name == "body" else name for name in self.fields]

    def get_readonly_fields(self, request: HttpRequest, obj: QueuedMail | None = None) -> Any:
        return [name for name in self.get_fields(request, obj) if name not in {"subject", "body"}]

    @admin.display(description=_("kind of mail"))
    def kind(self, mail: QueuedMail) -> str:
        return str(KINDS.get(mail.template, mail.template))

    @admin.display(description=_("text"))
    def private_text(self, mail: QueuedMail) -> str:
        return gettext("Holds a personal link: only the person who receives it may read it.")

    def change_view(self, request: HttpRequest, object_id: str, *args, **kwargs) -> HttpResponse:
        """Reading somebody's mail is written down."""
        response = super().change_view(request, object_id, *args, **kwargs)
        if request.method == "GET" and response.status_code == 200:
            mail = QueuedMail.objects.get(public_id=unquote(object_id))
            record("mail.seen", mail, actor=request.user, subject=mail.recipient_ref)
        return response

    def save_model(self, request: HttpRequest, obj: QueuedMail, form: Any, change: bool) -> None:
        corrections.correct_mail(obj, **form.cleaned_data, actor=request.user)

    @admin.action(description=_("Send again what failed or was perhaps sent"), permissions=["change"])
    def repeat_mails(self, request: HttpRequest, queryset: models.QuerySet) -> HttpResponse | None:
        """Asked once more on a page of its own: an uncertain mail may arrive twice."""
        if not request.POST.get("confirmed"):
            context = {**self.admin_site.each_context(request), "title": _("Send again"), "mails": queryset}
            return TemplateResponse(request, "admin/mail/repeat.html", context | {"opts": self.opts})
        done = 0
        for mail in queryset:
            try:
                corrections.repeat_mail(mail, actor=request.user)
                done += 1
            except DomainError as error:
                self.message_user(request, f"{mail} – {error.message}", messages.WARNING)
        text = ngettext("%d mail is to be sent again.", "%d mails are to be sent again.", done) % done
        self.message_user(request, text, messages.SUCCESS if done else messages.WARNING)
        return None
