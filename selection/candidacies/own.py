"""The reader's own candidacies on the calendar's pages."""

from collections.abc import Collection

from missions.models import Call
from missions.own import register_own_candidacies
from selection.candidacies.models import Candidacy


def own_by_call(user, calls: Collection[Call]) -> dict[int, Candidacy]:
    """What stands for each call, else the candidacy withdrawn last; one query for all of them."""
    found = Candidacy.objects.of_user(user).filter(call__in=calls).for_list()
    return {candidacy.call_id: candidacy for candidacy in found.standing_last()}


register_own_candidacies(own_by_call)
