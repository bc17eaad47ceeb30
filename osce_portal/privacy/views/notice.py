"""The privacy notice: for everybody to read, and for candidates to take note of."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import TemplateView

from osce_portal.privacy.middleware import DUE
from osce_portal.privacy.services import notice_in_force, notice_is_due, take_note
from osce_portal.privacy.services.notices import VERSIONS
from osce_portal.privacy.views.own import OwnDataMixin


def notice_context(version: str) -> dict[str, Any]:
    """What the page of one version prints, in the language of the page."""
    return {
        "version": version,
        "versions": VERSIONS,
        "is_in_force": version == notice_in_force(),
        "text": f"privacy/notice_{version}_{translation.get_language()}.html",
        "dpo_contact": settings.DPO_CONTACT,
        "retention_years": settings.RETENTION_YEARS,
        "notice_days": settings.RETENTION_NOTICE_DAYS,
    }


class NoticeView(TemplateView):
    """The version in force, or an older one, for everybody."""

    template_name = "privacy/notice.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        version = kwargs.get("version", notice_in_force())
        if version not in VERSIONS:
            raise Http404
        return super().get_context_data(**(kwargs | notice_context(version)))


class TakeNoteView(OwnDataMixin, TemplateView):
    """The version in force, with the button by which a candidate says to have taken note of it."""

    template_name = "privacy/notice_take_note.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        due = notice_is_due(self.request.user)
        context = {"is_due": due, "next": self.request.GET.get("next", "")}
        return super().get_context_data(**kwargs, **context, **notice_context(notice_in_force()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        take_note(request.user)
        request.session.pop(DUE, None)
        following = request.POST.get("next", "")
        is_ours = url_has_allowed_host_and_scheme(following, {request.get_host()}, request.is_secure())
        return redirect(following if is_ours else "privacy:overview")
