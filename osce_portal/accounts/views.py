"""The language of the pages, and signing out elsewhere."""

from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from django.views.i18n import set_language

from osce_portal.accounts import services


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Show the pages in another language from now on; a signed-in person's choice is kept."""
    language = request.POST.get("language")
    if request.user.is_authenticated and language in dict(settings.LANGUAGES):
        services.change_page_language(request.user, language)
    return set_language(request)


# allauth would say "401", which asks a browser for something else.
show_service_error = TemplateView.as_view(template_name="socialaccount/authentication_error.html")


@require_POST
@login_required
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign out one of the own sessions elsewhere; somebody else's does not exist, nor does one that ended."""
    end_sessions(request, [get_object_or_404(UserSession, pk=pk, user=request.user)])
    messages.success(request, _("You are signed out there."))
    return redirect("usersessions_list")
