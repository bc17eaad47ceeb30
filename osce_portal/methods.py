"""Links and forms are all that the portal answers to: other methods are refused unread."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

SPOKEN = ("GET", "HEAD", "POST")


class SpokenMethodsMiddleware:
    """405 before a session or an object is looked for: Django's form views would take a PUT for a POST."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request) if request.method in SPOKEN else HttpResponseNotAllowed(SPOKEN)
