"""Letters say what is so."""

import pytest
from django.utils import timezone, translation
from django.utils.translation import gettext

from missions.models import Change
from osce_portal.accounts.models import User
from osce_portal.formats.written import written_date
from osce_portal.mail.models import QueuedMail
from selection.candidacies.changes.reading import show_plan
from selection.candidacies.changes.services import preview_change
from selection.candidacies.models import Transition
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


@pytest.mark.parametrize(("stands", "says_last_day"), [(False, True), (True, False)])
def test_at_short_notice_the_new_day_is_named_and_a_last_day_only_where_one_is_set(
    desk, stands, says_last_day
):
    """Whoever is in a call that stands does not read of a day that is past as if it lay ahead."""
    call = CallFactory(closed=True, decided_at=timezone.now() if stands else None)
    chosen = english(call=call, received=True, status="selected")
    day, closes_on = days_from_today(31), days_from_today(5)
    change = Change(kind="short_notice", mission=call.mission, election_day=day, closes_on=closes_on, **WORDS)
    do(change, desk, UserFactory(staff=True, groups=["decider"]))
    with translation.override("en"):
        assert f"It takes place on {written_date(day)}." in body(chosen)
        assert (f"The last day for everybody is {written_date(closes_on)}" in body(chosen)) is says_last_day
    assert ("The last day for everybody" in body(chosen)) is says_last_day


def test_a_reason_in_another_language_says_so_wherever_it_is_read(desk, client):
    """In letter, page and steps; the text itself is whole."""
    call = CallFactory(open=True)
    people = {
        code: CandidacyFactory(call=call, received=True, candidate__correspondence_language=code)
        for code in ("de", "fr")
    }
    do(Change(kind="description", call=call, **WORDS), desk, None)
    said = {}
    for code, person in people.items():
        User.objects.filter(pk=person.candidate.user_id).update(language=code)
        client.force_login(User.objects.get(pk=person.candidate.user_id))
        with translation.override(code):
            language = translation.get_language_info("nl")["name_translated"]
            note = gettext("This text is available in this language only: %(language)s.")
            said[code] = note % {"language": language}
        page = client.get(person.get_detail_url()).text
        assert (said[code] in page) is (said[code] in body(person)) is (code == "de")
    do(Change(kind="cancelled", mission=call.mission, **WORDS), desk, None)
    reasons = {one.candidacy_id: one.reason for one in Transition.objects.filter(target="mission_changed")}
    assert reasons == {people["fr"].pk: "Raison.", people["de"].pk: f"{said['de']}\nReden."}
