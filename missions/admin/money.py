"""Budgets of the years: kept by the budget officer, read by everybody who decides on money."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from missions.admin.base import KeptAdmin
from missions.enums import CommitmentKind
from missions.forms import BudgetForm
from missions.models import Budget
from missions.services.money import save_budget
from osce_portal.formats.money import euros


@admin.register(Budget)
class BudgetAdmin(KeptAdmin):
    form = BudgetForm
    list_display = ["__str__", "amount", "planned", "committed", "spent", "left"]
    list_filter = ["year"]
    list_per_page = 50
    search_fields = ["line"]
    readonly_fields = ["amount", "planned", "committed", "spent", "left"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The amount as a field for whoever keeps budgets, else as a figure."""
        amount = "amount_cents" if self.has_change_permission(request, obj) else "amount"
        return ["year", "line", amount, *([] if obj is None else ["planned", "committed", "spent", "left"])]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("missions.keep_budget")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("missions.keep_budget")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).with_figures()

    def save_model(self, request: HttpRequest, obj: Budget, form: Any, change: bool) -> None:
        before = {name: str(form.initial.get(name)) for name in form.changed_data} if change else None
        save_budget(obj, actor=request.user, before=before)

    @admin.display(description=_("amount"), ordering="amount_cents")
    def amount(self, budget: Budget) -> Any:
        return _("not set") if budget.amount_cents is None else euros(budget.amount_cents)

    @admin.display(description=CommitmentKind.PLANNED.label)
    def planned(self, budget: Any) -> str:
        return euros(budget.planned_cents)

    @admin.display(description=CommitmentKind.COMMITTED.label)
    def committed(self, budget: Any) -> str:
        return euros(budget.committed_cents)

    @admin.display(description=CommitmentKind.SPENT.label)
    def spent(self, budget: Any) -> str:
        return euros(budget.spent_cents)

    @admin.display(description=_("left"))
    def left(self, budget: Any) -> Any:
        if budget.amount_cents is None:
            return _("not set")
        taken = budget.planned_cents + budget.committed_cents + budget.spent_cents
        return euros(budget.amount_cents - taken)
