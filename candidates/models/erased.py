"""What is left of an address or a number once somebody was erased: a mark in which nobody reads it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ErasedMark(models.Model):
    """A keyed hash: whoever has the address or the number can ask whether it was erased, nobody else."""

    mark = models.CharField(_("keyed hash"), max_length=64, unique=True)
    erased_at = models.DateTimeField(_("erased at"), db_index=True)

    class Meta:
        verbose_name = _("mark of something erased")
        verbose_name_plural = _("marks of what was erased")

    def __str__(self) -> str:
        return f"{self.erased_at:%Y-%m-%d}"
