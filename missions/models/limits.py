"""Limits that several tables share, each with its message."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

SHARE_MESSAGE = _("A share lies between 0 and 100 percent.")
ORDER_MESSAGE = _("The end lies before the beginning.")
ALLOWANCE_MESSAGE = _("The OSCE pays this allowance in field operations only.")
PLACES_MESSAGE = _("At least one place, or empty while not yet known.")
at_most_all = MaxValueValidator(100, SHARE_MESSAGE)
at_least_one = MinValueValidator(1, PLACES_MESSAGE)
