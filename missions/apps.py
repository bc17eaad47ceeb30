from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MissionsConfig(AppConfig):
    name = "missions"
    label = "missions"
    verbose_name = _("Missions and calls")

    def ready(self) -> None:
        import_module("missions.rule").rule_in_force()  # a wrong answer stops the start, not a call later
        import_module("missions.night_steps")
        import_module("missions.calendar.version")
