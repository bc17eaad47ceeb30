"""What an upload may be and how large, in words."""

from django.conf import settings
from django.utils.translation import gettext, pgettext

BYTES_OF_A_MEGABYTE = 1024 * 1024
ACCEPT = "application/pdf,image/jpeg,image/png"  # what a browser offers to choose


def upload_limit() -> str:
    """``10 MB`` in the language of the page, the one figure for every place that names it."""
    unit = pgettext("megabytes, as a unit after a figure", "MB")
    return f"{settings.UPLOAD_MAX_BYTES // BYTES_OF_A_MEGABYTE}\N{NO-BREAK SPACE}{unit}"


def upload_advice() -> str:
    """What may be sent, for the help text of a field."""
    advice = gettext("PDF, JPEG or PNG, %(limit)s at most. On a phone you may take a photograph of it.")
    return advice % {"limit": upload_limit()}
