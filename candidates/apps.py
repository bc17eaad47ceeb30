from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CandidatesConfig(AppConfig):
    name = "candidates"
    label = "candidates"
    verbose_name = _("Candidates")

    def ready(self) -> None:
        import_module("candidates.night_steps")
        import_module("candidates.facets.cv")
        import_module("candidates.facets.person")
