"""What a container's health check asks."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache


@never_cache
def show_health(request: HttpRequest) -> HttpResponse:
    """Say "ok" when the database answers; an error, which is the answer then, when it does not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
