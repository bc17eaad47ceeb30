"""Two deciders at once: the second finds it decided. Without the locks, both would do it."""

import pytest

from missions.enums import ChangeState
from missions.models import Change
from osce_portal.mail.models import QueuedMail
from selection.candidacies.changes.errors import ChangeDecided
from selection.candidacies.changes.services import approve_change, propose_change
from selection.candidacies.models import Transition
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory
from tests.races import race

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("with_lock", [True, False])
def test_a_change_is_done_once(with_lock, settings):
    settings.SECOND_PERSON_FOR_CHANGES = True
    candidacy = CandidacyFactory(received=True)
    change = Change(
        kind="cancelled", mission=candidacy.call.mission, note="x", message_fr="x", message_nl="x"
    )
    change = propose_change(change, actor=UserFactory(staff=True))
    deciders = [UserFactory(staff=True) for _one in range(2)]

    def decide(who):
        return lambda: approve_change(Change.objects.get(pk=change.pk), actor=who)

    outcomes = race(*map(decide, deciders), with_lock=with_lock)

    done = [one for one in outcomes if isinstance(one, Change)]
    moved = Transition.objects.filter(target="mission_changed").count()
    assert Change.objects.get().state == ChangeState.APPLIED
    if with_lock:
        assert len(done) == 1 and moved == 1
        assert [type(one) for one in outcomes if one not in done] == [ChangeDecided]
        assert QueuedMail.objects.filter(template="candidacies/change").count() == 1
    else:
        assert len(done) + moved > 2  # each did it
