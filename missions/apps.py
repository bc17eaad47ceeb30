from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MissionsConfig(AppConfig):
    name = "missions"
    label = "missions"
    verbose_name = _("Missions and calls")

    def ready(self) -> None:
        import_module("missions.night_steps")
