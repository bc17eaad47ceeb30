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
from osce_portal.accounts.services import record_account
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


@admin.register(User)
class UserAdmin(StaffAdmin):
    list_display = ["email", "language", "is_staff", "is_active", "roles", "last_login"]
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
        "last_login",
        "date_joined",
        "public_id",
    ]
    readonly_fields = ["email", "last_login", "date_joined", "public_id"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def get_form(self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs) -> Any:
        if obj is None:
            kwargs |= {"form": NewAccountForm, "fields": NewAccountForm.Meta.fields}
        return super().get_form(request, obj, change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        return self.fields if obj else NewAccountForm.Meta.fields

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

    @admin.display(description=_("roles"))
    def roles(self, user: User) -> str:
        return ", ".join(role_label(group).partition(":")[0] for group in user.groups.all())

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        record_account(form.instance, actor=request.user, created=not change)
