"""The words of the ledger."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from selection.candidacies.enums import PLACED, CandidacyStatus


class NominationChannel(models.TextChoices):
    ODIHR_DATABASE = "odihr_database", _("Election Expert Database")
    DELEGATION = "delegation", _("Permanent Representation in Vienna")
    EMAIL = "email", _("E-mail")


TO_NOMINATE = frozenset({CandidacyStatus.SELECTED, CandidacyStatus.ACCEPTED})
ON_THE_LIST = PLACED
