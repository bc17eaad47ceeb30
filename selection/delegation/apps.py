from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DelegationConfig(AppConfig):
    name = "selection.delegation"
    label = "delegation"
    verbose_name = _("Delegations")

    def ready(self) -> None:
        import_module("selection.delegation.rules")
