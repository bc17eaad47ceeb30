"""The language of the pages."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from osce_portal.accounts import services


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Show the pages in another language from now on; a signed-in person's choice is kept."""
    language = request.POST.get("language")
    if request.user.is_authenticated and language in dict(settings.LANGUAGES):
        services.change_page_language(request.user, language)
    return set_language(request)
