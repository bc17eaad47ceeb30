"""Money as Belgians write it."""

from decimal import Decimal

from babel.numbers import format_currency
from django.utils.translation import get_language


def euros(cents: int) -> str:
    """215000 cents as ``2.150,00 €``, in the order and with the signs of the reader's language."""
    return format_currency(Decimal(cents) / 100, "EUR", locale=f"{get_language() or 'en'}_BE")
