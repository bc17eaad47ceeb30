from django.apps import AppConfig


class OscePortalConfig(AppConfig):
    """The project package is an app too: it holds the commands that need the whole house."""

    name = "osce_portal"
