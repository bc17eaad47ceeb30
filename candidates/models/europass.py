"""A Europass CV between its upload and its person's decision, line by line, what to take over."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from candidates.models.person import Candidate


class EuropassImport(models.Model):
    """At most one waits for each person, for a few days.

    The CV's bytes lie in the row itself, not in a file: deciding, erasing and expiring remove both at once.
    """

    candidate = models.OneToOneField(Candidate, models.CASCADE, related_name="europass_import")
    name = models.CharField(_("name of the file"), max_length=200)
    content = models.BinaryField(_("XML or JSON of the CV"))
    uploaded_at = models.DateTimeField(_("uploaded at"), db_index=True)

    class Meta:
        verbose_name = _("Europass CV to decide on")
        verbose_name_plural = _("Europass CVs to decide on")

    def __str__(self) -> str:
        return self.name
