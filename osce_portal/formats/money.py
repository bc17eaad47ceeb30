"""Money as its readers write it: Belgians, and in English the Union."""

from decimal import Decimal

from babel.numbers import format_currency
from django.utils.translation import get_language

LOCALES = {"fr": "fr_BE", "nl": "nl_BE", "de": "de_BE", "en": "en_IE"}


def euros(cents: int) -> str:
    """215000 cents as ``2.150,00 €``, in the order and with the signs of the reader's language."""
    return format_currency(Decimal(cents) / 100, "EUR", locale=LOCALES[get_language() or "en"])
