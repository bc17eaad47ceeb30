"""The parent of every refusal that a rule of the portal gives."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """A rule said no. ``message`` is for the person who asked, in the language of the page."""

    message: Any = _("This is not possible.")
    field: str | None = None  # of the form, where the refusal is about one

    def __init__(self, message: Any = None):
        if message is not None:
            self.message = message
        super().__init__(self.message)

    def __str__(self) -> str:
        return str(self.message)


class FileGone(DomainError, Http404):
    """A person's file was erased, or went into another one, while somebody was at work on it.

    To a page that does not say so itself, the file is not there.
    """

    message = _("This file is no longer there: it was erased, or made one with another file.")


class OwnFile(DomainError):
    """Whoever works here and is a candidate too keeps away from the own file."""

    message = _("This is your own file: a colleague must do this.")
