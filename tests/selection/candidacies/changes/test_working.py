"""What was confirmed is done once, by whichever worker lives; what cannot be done waits again."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from missions.enums import ChangeState
from missions.errors import MissionIsOver, TooShortNotice
from missions.models import Change
from osce_portal.audit.models import AuditEntry
from osce_portal.mail.models import QueuedMail
from selection.candidacies.changes.errors import SecondPersonNeeded
from selection.candidacies.changes.reading import show_plan
from selection.candidacies.changes.refusals import TECHNICAL, words_of
from selection.candidacies.changes.services import approve_change, preview_change, propose_change
from selection.candidacies.changes.working import GIVEN_UP_AFTER, TAKEN_UP_AFTER, apply_change
from selection.candidacies.errors import OwnCall
from selection.candidacies.models import Candidacy, Transition
from selection.candidacies.tasks import catch_up
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory
from tests.factories.missions import days_from_today

pytestmark = pytest.mark.django_db
WORDS = {"note": "Told by the OSCE.", "message_fr": "Raison.", "message_nl": "Reden."}
MOMENT = dt.timedelta(seconds=1)


class Killed(BaseException):
    """As when the process ends: nothing of it may catch it."""


@pytest.fixture
def confirmed() -> Change:
    """A cancellation that its proposer could confirm alone; one person has handed in."""
    mission = CandidacyFactory(received=True).call.mission
    change = Change(kind="cancelled", mission=mission, **WORDS)
    return propose_change(change, actor=UserFactory(staff=True, groups=["desk_officer"]))


def confirmed_before(age: dt.timedelta) -> None:
    Change.objects.update(decided_at=timezone.now() - age)


def stopping(before: str, error: BaseException):
    """Ends whatever is about to say this to the database."""

    def wire(execute, sql, params, many, context):
        if sql.startswith(before):
            raise error
        return execute(sql, params, many, context)

    return connection.execute_wrapper(wire)


def test_the_worker_is_told_after_the_commit(confirmed, django_capture_on_commit_callbacks):
    desk = confirmed.proposed_by
    other = CandidacyFactory(received=True).call.mission
    with django_capture_on_commit_callbacks(execute=True):
        change = propose_change(Change(kind="cancelled", mission=other, **WORDS), actor=desk)
        assert Change.objects.get(pk=change.pk).state == ChangeState.APPLYING
    done = Change.objects.get(pk=change.pk)
    assert (done.state, done.decided_by) == (ChangeState.APPLIED, desk)
    assert AuditEntry.objects.get(action="change.applied").actor == desk


@pytest.mark.parametrize(
    "place",
    [
        'INSERT INTO "candidacies_transition"',
        'INSERT INTO "mail_queuedmail"',
        'UPDATE "elearning_certificate"',
        'UPDATE "missions_change"',
    ],
)
def test_of_a_worker_that_was_killed_nothing_is_left_and_the_next_minute_does_it(confirmed, place):
    with stopping(place, Killed()), pytest.raises(Killed):
        apply_change(confirmed.pk)
    assert not QueuedMail.objects.exists() and not Transition.objects.exists()
    confirmed_before(TAKEN_UP_AFTER - MOMENT * 30)
    assert catch_up() == 0  # young ones are left to the worker that does them
    confirmed_before(TAKEN_UP_AFTER + MOMENT)
    assert [catch_up(), catch_up()] == [1, 0]
    assert Candidacy.objects.get().status == "mission_changed"
    assert QueuedMail.objects.filter(template="candidacies/change").count() == 1


def test_what_fails_again_and_again_waits_for_a_decision_after_an_hour(confirmed):
    place, error = 'UPDATE "candidacies_candidacy"', ValueError("Anna Peeters")
    confirmed_before(GIVEN_UP_AFTER - MOMENT * 60)
    with stopping(place, error):
        assert catch_up() == 0
    assert Change.objects.get().state == ChangeState.APPLYING
    confirmed_before(GIVEN_UP_AFTER + MOMENT)
    with stopping(place, error):
        assert catch_up() == 0
    change = Change.objects.get()
    assert (change.state, change.needs_second, change.decided_at) == (ChangeState.PROPOSED, True, None)
    entry = AuditEntry.objects.get(action="change.put_back")
    assert entry.value_rows.get().values["refusal"] == change.refusal == "ValueError"
    assert not QueuedMail.objects.filter(template="candidacies/change").exists()
    assert str(TECHNICAL) in QueuedMail.objects.get().body and "Anna" not in QueuedMail.objects.get().body


def test_what_has_become_a_matter_for_two_waits_for_the_second_person(confirmed, settings):
    settings.SECOND_PERSON_FOR_CHANGES = True
    assert apply_change(confirmed.pk) is False
    change = Change.objects.get()
    assert (change.state, change.needs_second, change.decided_by) == (ChangeState.PROPOSED, True, None)
    assert AuditEntry.objects.get(action="change.put_back").actor is None


def test_whoever_confirmed_and_became_a_candidate_does_not_do_it(confirmed):
    CandidacyFactory(call=Candidacy.objects.get().call, received=True, candidate__user=confirmed.decided_by)
    assert apply_change(confirmed.pk) is False
    assert Change.objects.get().state == ChangeState.PROPOSED
    told = QueuedMail.objects.get()  # to whoever confirmed, without a link to a page that is no longer theirs
    assert told.template == "candidacies/change_put_back" and confirmed.public_id not in told.body


def test_who_confirmed_and_who_reads_the_page_learn_why_it_was_not_done(confirmed, client):
    """Each in the own language, though the rule would allow it again by now."""
    desk = confirmed.proposed_by
    desk.language = "nl"
    desk.save()
    mission = Candidacy.objects.get().call.mission
    stage, mission.stage = mission.stage, "cancelled"
    mission.save()
    assert apply_change(confirmed.pk) is False
    mission.stage = stage
    mission.save()

    mail = QueuedMail.objects.get()
    with translation.override("nl"):
        assert str(MissionIsOver.message) in mail.body
    page = reverse("changes:change", args=[confirmed.public_id])
    assert (mail.recipient_ref, mail.language) == (desk.public_id, "nl") and page in mail.body
    decider = UserFactory(staff=True, groups=["decider"], language="de")
    for reader in (decider, desk):
        client.force_login(reader)
        shown = client.get(page)
        with translation.override(reader.language):
            assert str(MissionIsOver.message) in shown.content.decode()
        assert "refusal" not in shown.context
        assert page in client.get(reverse("admin:index")).content.decode()
    approve_change(Change.objects.get(), actor=decider)
    assert Change.objects.get().refusal == ""


def test_every_refusal_of_a_rule_has_its_words():
    assert words_of("OwnCall") != OwnCall.message  # that speaks to the candidate
    assert words_of("TooShortNotice") == TooShortNotice.message
    assert words_of("SecondPersonNeeded") == SecondPersonNeeded.message
    assert words_of("OperationalError") == TECHNICAL


def test_it_is_done_although_the_account_that_confirmed_it_is_gone(confirmed):
    confirmed.proposed_by.delete()
    assert apply_change(confirmed.pk) is True
    assert Change.objects.get().state == ChangeState.APPLIED


def test_somebody_who_began_meanwhile_is_told_too(confirmed):
    draft = CandidacyFactory(call=Candidacy.objects.get().call)
    apply_change(confirmed.pk)
    told = set(QueuedMail.objects.values_list("recipient_ref", flat=True))
    assert draft.candidate.public_id in told and len(told) == 2
    assert Change.objects.get().effect["told"] == 2


@pytest.mark.parametrize("kind", ["later", "cancelled"])
def test_the_preview_counts_without_reading_anybodys_row(kind):
    """As many questions for three people as for one, and no name among what is read."""
    call = CandidacyFactory(received=True).call
    desk = UserFactory(staff=True, groups=["desk_officer"])
    change = Change(kind=kind, mission=call.mission, election_day=days_from_today(150), **WORDS)

    def questions() -> list[str]:
        with CaptureQueriesContext(connection) as asked:
            show_plan(preview_change(change, actor=desk))
        return [query["sql"] for query in asked]

    alone = questions()
    for _one in range(2):
        CandidacyFactory(call=call, received=True)
    assert len(questions()) == len(alone)
    assert [sql for sql in alone if "last_name" in sql or "motivation" in sql] == []
