from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CandidaciesConfig(AppConfig):
    name = "selection.candidacies"
    label = "candidacies"
    verbose_name = _("Candidacies")

    def ready(self) -> None:
        import_module("selection.candidacies.changes.links")
        import_module("selection.candidacies.cost_links")
        import_module("selection.candidacies.facets")
        import_module("selection.candidacies.night_steps")
        import_module("selection.candidacies.own")
