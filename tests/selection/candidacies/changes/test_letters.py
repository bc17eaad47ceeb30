"""Letters say what is so."""

import pytest

from missions.models import Change
from osce_portal.mail.models import QueuedMail
from selection.candidacies.changes.reading import show_plan
from selection.candidacies.changes.services import preview_change
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory
from tests.factories.missions import CallFactory, days_from_today
from tests.selection.candidacies.changes.doing import do

pytestmark = pytest.mark.django_db
WORDS = {"note": "Told by the OSCE.", "message_fr": "Raison.", "message_nl": "Reden."}
FREE = "Your e-learning certificate is free again."


@pytest.fixture
def desk():
    return UserFactory(staff=True, groups=["desk_officer"], language="fr")


def english(**traits):
    return CandidacyFactory(candidate__correspondence_language="en", **traits)


def body(candidacy) -> str:
    return QueuedMail.objects.get(key__endswith=candidacy.public_id).body


def test_a_certificate_is_free_again_for_those_whose_it_is(desk):
    """Not where there is none, nor where a call that goes on still needs it; the preview has both letters."""
    sto = CallFactory(open=True)
    goes_on = english(call=CallFactory(mission=sto.mission, role="lto"), received=True)
    both = CandidacyFactory(
        call=sto, candidate=goes_on.candidate, received=True, certificate=goes_on.certificate
    )
    ends, draft = english(call=sto, received=True), english(call=sto)
    change = Change(kind="downgraded", mission=sto.mission, format="LEOM", **WORDS)

    shown = show_plan(preview_change(change, actor=desk)).letters
    do(change, desk, None)

    bodies = {body(one) for one in (ends, both, draft)}
    assert [FREE in body(one) for one in (ends, both, draft)] == [True, False, False]
    assert len(bodies) == 3
    texts = [letter.body for one in shown for letter in one.letters if letter.code == "en"]
    assert sorted(FREE in text for text in texts) == [False, True]
    assert sorted(status for one in shown for status in one.statuses) == ["Brouillon", "Reçue", "Reçue"]


def test_a_draft_past_the_deadline_reads_that_it_was_the_last_day(desk):
    draft = english(call=CallFactory(due=True))
    change = Change(kind="later", mission=draft.call.mission, election_day=days_from_today(150), **WORDS)
    do(change, desk, UserFactory(staff=True, groups=["decider"]))
    assert "The last day was" in body(draft) and "stays" not in body(draft)
