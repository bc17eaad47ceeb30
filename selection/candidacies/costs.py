"""What a candidacy costs, in the reader's words."""

from django.utils.translation import gettext as _

from osce_portal.formats.money import euros
from selection.candidacies.models import Candidacy


def cost_in_words(candidacy: Candidacy) -> str:
    """The own cost with its reason, else the call's standard cost, which may not be set yet."""
    if candidacy.cost_cents is not None:
        own = {"amount": euros(candidacy.cost_cents), "reason": candidacy.cost_reason}
        return _("%(amount)s, own cost: %(reason)s") % own
    if candidacy.call.unit_cost_cents is None:
        return _("standard cost of the call: not set")
    return _("standard cost of the call: %(amount)s") % {"amount": euros(candidacy.call.unit_cost_cents)}
