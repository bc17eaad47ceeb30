"""Logs that tell what happened and nothing about whom: no addresses, names, tokens, words of errors.

Paths hold tokens and references, searches hold names, and the text of an error often holds the row that was
refused: none of them is written. What remains is the view's name, the kind of error and where it was raised.
"""

import logging
import time
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Any

from django.http import HttpRequest, HttpResponse

access = logging.getLogger("osce_portal.access")
LEFT_OUT = "…"


def view_of(request: Any) -> str:
    """The name of the view that answers; what no view answers has none."""
    match = getattr(request, "resolver_match", None)
    return (match and match.view_name) or "-"


class WithoutPaths(logging.Filter):
    """Django's own words about a request name its path: say the view instead."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if request is not None:
            status = getattr(record, "status_code", "-")
            method = getattr(request, "method", "-")
            record.msg, record.args = "%s %s %s", (method, view_of(request), status)
        return True


class QuietFormatter(logging.Formatter):
    """Time, level, logger, message; of an error its kind and its places in the code, without its text."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
        message = record.getMessage()
        for said in (repr(error), str(error)) if error is not None else ():
            message = message.replace(said, LEFT_OUT) if said else message
        quiet = logging.makeLogRecord(record.__dict__ | {"msg": message, "args": (), "exc_text": None})
        return super().format(quiet)

    def formatException(self, ei: Any) -> str:  # noqa: N802 — logging's name
        kind, _error, places = ei
        return "\n".join([*_places(places), getattr(kind, "__name__", "error")])


def _places(places: TracebackType | None) -> list[str]:
    return [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(places)]


class AccessLogMiddleware:
    """One line a request: method, view, status, milliseconds. It stands first, to see every answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.monotonic()
        response = self.get_response(request)
        took = round((time.monotonic() - began) * 1000)
        access.info("%s %s %s %s ms", request.method, view_of(request), response.status_code, took)
        return response


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_paths": {"()": "osce_portal.logs.WithoutPaths"}},
    "formatters": {"quiet": {"()": "osce_portal.logs.QuietFormatter"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "quiet",
            "filters": ["without_paths"],
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    # Django's own handlers would write the same beside it, with paths, and mail errors to administrators.
    "loggers": {"django": {"handlers": [], "level": "INFO", "propagate": True}},
}
