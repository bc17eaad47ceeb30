"""What a candidate reads about the own outcome."""

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.views.generic import DetailView

from selection.candidacies.enums import WITH_OUTCOME
from selection.candidacies.models import Candidacy
from selection.delegation.outcome import outcome_of


class OutcomeView(LoginRequiredMixin, DetailView):
    """The own outcome once it is decided. Somebody else's, or one not yet decided, does not exist: 404."""

    template_name = "delegation/outcome.html"
    slug_field = slug_url_kwarg = "public_id"
    context_object_name = "candidacy"

    def get_queryset(self):
        own = Candidacy.objects.of_user(self.request.user)
        decided = own.filter(call__decided_at__isnull=False, status__in=WITH_OUTCOME)
        return decided.select_related("candidate", "call__mission__state")

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(outcome=outcome_of(self.object), **kwargs)
