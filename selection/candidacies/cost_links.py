"""From the page of a call to what each candidacy for it costs."""

from django.urls import reverse
from django.utils.translation import gettext as _

from missions.acts import Link, register_acts
from missions.models import Call, Mission
from missions.own import is_own_call


def links_on(row: Mission | Call, user) -> list[Link]:
    """One link, for whoever may set a cost; none on a call of the own candidacy."""
    if not isinstance(row, Call) or row.published_at is None or row.mission_id is None:
        return []
    if not user.has_perm("candidacies.set_own_cost") or is_own_call(row, user):
        return []
    return [(reverse("admin:candidacies_candidacy_costs", args=[row.public_id]), _("Cost of each candidacy"))]


register_acts(links_on)
