"""A person's own pages about the own data."""

from typing import Any

from django.conf import settings
from django.contrib.auth.mixins import LoginRequiredMixin
from django.utils.functional import cached_property
from django.views.generic import ListView, TemplateView

from osce_portal.audit.models import Look
from osce_portal.erasure import obstacles_of
from osce_portal.people import Person, person_of
from osce_portal.privacy.services import anonymised_from, purge_is_armed


class OwnDataMixin(LoginRequiredMixin):
    """Pages of whoever is signed in, with a file or with an account alone."""

    @cached_property
    def person(self) -> Person:
        return person_of(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(person=self.person, **kwargs)


class OverviewView(OwnDataMixin, TemplateView):
    """What the portal knows, who saw it, what may be asked."""

    template_name = "privacy/overview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            anonymised_from=anonymised_from(self.person),
            is_armed=purge_is_armed(),
            retention_years=settings.RETENTION_YEARS,
            notice_days=settings.RETENTION_NOTICE_DAYS,
            obstacles=obstacles_of(self.person),
            **kwargs,
        )


class LooksView(OwnDataMixin, ListView):
    """Who consulted my file: when, in which function, for which task; no names."""

    template_name = "privacy/look_list.html"
    paginate_by = 25

    def get_queryset(self) -> Any:
        return Look.objects.filter(subject_ref__in=self.person.refs).told().for_list()
