from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class OscePortalConfig(AppConfig):
    """The project package is an app too: it holds the commands that need the whole house."""

    name = "osce_portal"

    def ready(self) -> None:
        autodiscover_modules("data_map", "merging")  # in the order of the apps
