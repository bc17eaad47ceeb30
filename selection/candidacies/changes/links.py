"""What the admin pages of missions and calls lead to in this room."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from missions.acts import register_acts
from missions.models import Call, Mission
from selection.candidacies.models import Candidacy, DeadlineException, LateAttempt

MOVE = gettext_lazy("Move or cancel")


def links_on(row: Mission | Call, user: Any) -> list[tuple[str, Any]]:
    """Changes, late attempts with their number, and exceptions; nothing where one is a candidate."""
    if not user.has_perm("candidacies.see_changes"):
        return []
    own = Candidacy.objects.involving(user)
    if isinstance(row, Mission):
        is_own = own.filter(call__mission=row).exists()
        return [] if is_own else [(reverse("changes:mission", args=[row.public_id]), MOVE)]
    if own.filter(call=row).exists():
        return []
    links: list[tuple[str, Any]] = [(reverse("changes:call", args=[row.public_id]), MOVE)]
    late = LateAttempt.objects.filter(call=row).count()
    attempts = reverse("admin:candidacies_lateattempt_changelist")
    links.append(
        (
            f"{attempts}?call__public_id__exact={row.public_id}",
            _("Late attempts: %(number)d") % {"number": late},
        )
    )
    if settings.DEADLINE_EXCEPTIONS_ALLOWED or DeadlineException.objects.filter(call=row).exists():
        links.append((reverse("changes:exceptions", args=[row.public_id]), _("Exceptions to the deadline")))
    return links


register_acts(links_on)
