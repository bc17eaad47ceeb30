"""Refusals of the room of data protection."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from osce_portal.common.errors import DomainError


class ErasureObstructed(DomainError):
    """``reasons`` say what the file is still needed for."""

    message = _("The file is still needed and cannot be erased now.")

    def __init__(self, reasons: list[Any]):
        self.reasons = reasons
        super().__init__()


class ErasureSettled(DomainError):
    message = _("This request has been answered or withdrawn in the meantime.")


class ReasonMissing(DomainError):
    message = _("Please give the reason: the person reads it.")


class AskedInFuture(DomainError):
    message = _("This day has not come yet.")


class HoldLifted(DomainError):
    message = _("This hold is lifted already.")
