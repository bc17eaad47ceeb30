from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NominationsConfig(AppConfig):
    name = "selection.nominations"
    label = "nominations"
    verbose_name = _("Nominations")

    def ready(self) -> None:
        import_module("selection.nominations.rules")
        import_module("selection.nominations.night_steps")
