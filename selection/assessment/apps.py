from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class AssessmentConfig(AppConfig):
    name = "selection.assessment"
    label = "assessment"
    verbose_name = _("Assessment")

    def ready(self) -> None:
        autodiscover_modules("night_steps")
