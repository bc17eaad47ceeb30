"""Accounts and roles, for administrators. Passwords are nobody's business: people choose them by mail."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from osce_portal.accounts.models import User
from osce_portal.accounts.roles import LABELS
from osce_portal.accounts.second_step import has_second_step, owned_second_step
from osce_portal.accounts.services import forget_second_step, record_account
from osce_portal.staff_admin import StaffAdmin

admin.site.unregister(
    [Group, EmailAddress, Authenticator, UserSession, SocialAccount, SocialApp, SocialToken]
)  # roles come from the table; the rest is the person's own


def role_label(group: Group) -> str:
    return str(LABELS.get(group.name, group.name))


class RoleFilter(admin.RelatedFieldListFilter):
    """Roles in words."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[Any]:
        return [(group.pk, role_label(group).partition(":")[0]) for group in Group.objects.order_by("pk")]


class RolesField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return role_label(obj)


class NewAccountForm(forms.ModelForm):
    """An account without a password: the person chooses one through "I do not know my password"."""

    class Meta:
        model = User
        fields = ["email", "language", "is_staff", "groups"]

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def save(self, commit: bool = True) -> User:
        self.instance.set_unusable_password()
        return super().save(commit)


class AccountForm(forms.ModelForm):
    """Language and roles, and the way back for whoever lost phone, passkey and recovery codes."""

    forget_second_step = forms.BooleanField(
        label=_("Second step lost: take it away"),
        required=False,
        help_text=_(
            "Only once you are sure who is asking: call back on a number you know. The person is told by "
            "mail, is signed out everywhere, and staff switch on a new one before anything else."
        ),
    )


@admin.register(User)
class UserAdmin(StaffAdmin):
    list_display = ["email", "language", "is_staff", "is_active", "second_step", "roles", "last_login"]
    list_filter = ["is_staff", "is_active", ("groups", RoleFilter), "language"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["email", "=public_id"]
    formfield_overrides = {models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple}}
    fields = [
        "email",
        "language",
        "is_active",
        "is_staff",
        "groups",
        "second_step",
        "last_login",
        "date_joined",
        "public_id",
    ]
    readonly_fields = ["email", "second_step", "last_login", "date_joined", "public_id"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[User]:
        rows = super().get_queryset(request).prefetch_related("groups")
        return rows.annotate(second_step=owned_second_step())

    def get_form(self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs) -> Any:
        if obj is None:
            kwargs |= {"form": NewAccountForm, "fields": NewAccountForm.Meta.fields}
        else:
            kwargs |= {"form": AccountForm}
        return super().get_form(request, obj, change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        if obj is None:
            return NewAccountForm.Meta.fields
        lost = has_second_step(obj) and self.has_change_permission(request, obj)
        return [*self.fields, "forget_second_step"] if lost else self.fields

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        return self.readonly_fields if obj else []

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Nobody gives roles to the own account, and only a superuser touches a superuser's."""
        may = super().has_change_permission(request, obj)
        return may and (
            obj is None or (obj != request.user and (request.user.is_superuser or not obj.is_superuser))
        )

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Accounts are closed, not deleted: the audit log refers to them."""
        return False

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs) -> Any:
        """Roles in words, and no sermon on groups."""
        kwargs |= {"form_class": RolesField, "label": _("Roles"), "help_text": ""}
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @admin.display(description=_("second step"), boolean=True)
    def second_step(self, user: User) -> bool:
        return has_second_step(user)

    @admin.display(description=_("roles"))
    def roles(self, user: User) -> str:
        return ", ".join(role_label(group).partition(":")[0] for group in user.groups.all())

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        record_account(form.instance, actor=request.user, created=not change)
        if form.cleaned_data.get("forget_second_step"):
            forget_second_step(form.instance, actor=request.user)
