from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    name = "osce_portal.privacy"
    label = "privacy"
    verbose_name = _("Data protection")

    def ready(self) -> None:
        import_module("osce_portal.privacy.night_steps")
