"""Why a change that was confirmed was not done: to whoever reads its page, and to whoever confirmed it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from missions import errors as of_missions
from missions.models import Change
from osce_portal.accounts.models import User
from osce_portal.common import errors as of_all
from osce_portal.mail.services import queue_mail
from selection.candidacies import errors as of_candidacies
from selection.candidacies.changes import errors as of_changes

TECHNICAL = _("It failed for an hour for a technical reason, which the log names. It can be confirmed again.")
OWN = of_candidacies.OwnCall.__name__
OTHERS = {OWN: _("Whoever confirmed it has become a candidate for this call: somebody else decides.")}


def words_of(refusal: str) -> Any:
    """What the error of this name says, in the language of the moment; no rule's name is a failure."""
    if refusal in OTHERS:
        return OTHERS[refusal]
    for room in (of_changes, of_missions, of_candidacies, of_all):
        if words := getattr(getattr(room, refusal, None), "message", None):
            return words
    return TECHNICAL


def tell_confirmer(change: Change) -> None:
    """Before the change forgets who that was; no link for a candidate of its call, who has no way in."""
    to = change.decided_by
    if not isinstance(to, User) or not to.is_active or change.decided_at is None:
        return
    key = f"change-put-back:{change.public_id}:{change.decided_at.isoformat()}"
    context = {"change": change, "why": words_of(change.refusal), "may_look": change.refusal != OWN}
    queue_mail("candidacies/change_put_back", key=key, to=to, context=context)
