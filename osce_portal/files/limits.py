"""How large an upload may be, in words."""

from django.conf import settings
from django.utils.translation import pgettext

BYTES_OF_A_MEGABYTE = 1024 * 1024


def upload_limit() -> str:
    """``10 MB`` in the language of the page, the one figure for every place that names it."""
    unit = pgettext("megabytes, as a unit after a figure", "MB")
    return f"{settings.UPLOAD_MAX_BYTES // BYTES_OF_A_MEGABYTE}\N{NO-BREAK SPACE}{unit}"
