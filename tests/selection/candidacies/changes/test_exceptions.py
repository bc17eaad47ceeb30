import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from missions.deadlines import end_of_day
from missions.errors import NotBeforeElectionDay
from missions.models import Change
from osce_portal.audit.models import AuditEntry
from osce_portal.mail.models import QueuedMail
from osce_portal.merging import merge_parts
from selection.candidacies.changes import errors
from selection.candidacies.changes.exceptions import decide_exception, propose_exception, take_back_exception
from selection.candidacies.errors import AlreadyReceived, CallClosed, OwnCall
from selection.candidacies.models import DeadlineException
from selection.candidacies.services import (
    lapse_drafts,
    record_candidacy,
    start_candidacy,
    submit_candidacy,
)
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory, LateAttemptFactory
from tests.factories.files import StoredFileFactory
from tests.factories.missions import CallFactory, days_from_today
from tests.selection.candidacies.changes.doing import do

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def switched_on(settings):
    settings.DEADLINE_EXCEPTIONS_ALLOWED = True


@pytest.fixture
def desk():
    return UserFactory(staff=True, groups=["desk_officer"], language="en")


@pytest.fixture
def decider():
    return UserFactory(staff=True, groups=["decider"], language="en")


def tomorrow() -> dt.datetime:
    return timezone.now() + dt.timedelta(days=1)


def approved(candidacy, desk, decider, until=None) -> DeadlineException:
    exception = propose_exception(
        candidacy.candidate,
        candidacy.call,
        until=until or tomorrow(),
        reason="Our server was down.",
        actor=desk,
    )
    return decide_exception(exception, approve=True, actor=decider)


def test_with_an_approved_exception_a_lapsed_draft_is_handed_in(desk, decider):
    candidacy = CandidacyFactory(call__closed=True, ready=True, status="lapsed")
    with pytest.raises(CallClosed):
        start_candidacy(candidacy.candidate, candidacy.call, actor=None)

    exception = approved(candidacy, desk, decider)
    draft = start_candidacy(candidacy.candidate, candidacy.call, actor=None)
    assert lapse_drafts() == 0  # the night leaves it
    received = submit_candidacy(draft, actor=candidacy.candidate.user)

    assert (received.status, received.closes_at) == ("submitted", exception.until)
    told = QueuedMail.objects.get(template="candidacies/exception")
    assert told.language == candidacy.candidate.language
    with pytest.raises(CallClosed):
        start_candidacy(
            CandidacyFactory(call=candidacy.call, status="lapsed").candidate, candidacy.call, actor=None
        )


def test_staff_record_what_came_within_the_exception(desk, decider):
    candidacy = CandidacyFactory(call__closed=True, ready=True, status="lapsed")
    exception = approved(candidacy, desk, decider)
    recorded = record_candidacy(
        candidacy.candidate, candidacy.call, channel="email", received_at=timezone.now(),
        proof=StoredFileFactory(), actor=desk,
    )  # fmt: skip
    assert recorded.closes_at == exception.until


def test_an_exception_that_is_over_or_overtaken_opens_nothing(desk, decider):
    candidacy = CandidacyFactory(call__closed=True, ready=True, status="lapsed")
    approved(candidacy, desk, decider)
    DeadlineException.objects.update(until=timezone.now())
    with pytest.raises(CallClosed):
        start_candidacy(candidacy.candidate, candidacy.call, actor=None)
    DeadlineException.objects.update(until=tomorrow())
    candidacy.call.decided_at = timezone.now()
    candidacy.call.save()
    with pytest.raises(CallClosed):
        start_candidacy(candidacy.candidate, candidacy.call, actor=None)


def test_no_exception_goes_on_past_an_election_that_moves_earlier(desk, decider):
    """Who has no candidacy yet is told as well; who handed in is not; one that ends before stays as it is."""
    call = CallFactory(closed=True)
    english = {"call": call, "ready": True, "candidate__correspondence_language": "en"}
    long, short, used = (CandidacyFactory(**english, status="lapsed") for _one in range(3))
    attempt = LateAttemptFactory(call=call)
    day, later = days_from_today(10), timezone.now() + dt.timedelta(days=20)
    exceptions = {one: approved(one, desk, decider, later) for one in (long, attempt, used)}
    stays = approved(short, desk, decider)
    submit_candidacy(start_candidacy(used.candidate, call, actor=None), actor=used.candidate.user)
    change = Change(
        kind="earlier", mission=call.mission, election_day=day, note="x", message_fr="x", message_nl="x"
    )

    change = do(change, desk, decider)

    assert change.state == "applied"
    end = end_of_day(day - dt.timedelta(days=1))
    assert [DeadlineException.objects.get(pk=one.pk).until for one in exceptions.values()] == [end] * 3
    assert DeadlineException.objects.get(pk=stays.pk).until == stays.until
    told = QueuedMail.objects.filter(key__startswith="exception:", key__endswith=change.public_id)
    assert {mail.recipient_ref for mail in told} == {long.candidate.public_id, attempt.candidate.public_id}
    assert {mail.not_after for mail in told} == {end}
    mail = told.get(recipient_ref=long.candidate.public_id)
    with translation.override("en"):
        assert date_format(day, "DATE_FORMAT") in mail.body and "ends earlier" in mail.body
        assert f"before {date_format(day, 'DATE_FORMAT')}, 00:00" in mail.body
    entries = AuditEntry.objects.filter(action="deadlineexception.shortened")
    assert [entry.actor for entry in entries] == [decider] * 3


def test_who_proposes_and_who_decides(desk, decider, settings):
    candidacy = CandidacyFactory(call__closed=True, ready=True, status="lapsed")
    asked = {"until": tomorrow(), "reason": "Our server was down.", "actor": desk}
    exception = propose_exception(candidacy.candidate, candidacy.call, **asked)
    with pytest.raises(errors.ExceptionStands):
        propose_exception(candidacy.candidate, candidacy.call, **asked)
    with pytest.raises(errors.SecondPersonNeeded):
        decide_exception(exception, approve=True, actor=desk)
    with pytest.raises(errors.DecisionReasonMissing):
        decide_exception(exception, approve=False, actor=decider)
    assert decide_exception(exception, approve=False, actor=decider, note="No proof.").is_approved is False
    with pytest.raises(errors.ExceptionDecided):
        decide_exception(exception, approve=True, actor=decider)
    with pytest.raises(errors.ExceptionTooEarly):
        propose_exception(candidacy.candidate, candidacy.call, **asked | {"until": timezone.now()})
    with pytest.raises(errors.ExceptionNotPossible):
        propose_exception(candidacy.candidate, CallFactory(open=True), **asked)
    own = CandidacyFactory(call=candidacy.call, received=True, candidate__user=desk)
    with pytest.raises(OwnCall):
        propose_exception(candidacy.candidate, own.call, **asked)
    settings.DEADLINE_EXCEPTIONS_ALLOWED = False
    with pytest.raises(errors.ExceptionsOff):
        propose_exception(candidacy.candidate, candidacy.call, **asked | {"actor": decider})
    assert not QueuedMail.objects.exists()


def test_whom_and_until_when_it_is_for(desk, decider):
    candidacy = CandidacyFactory(call__closed=True, ready=True, status="lapsed")
    call = candidacy.call
    asked = {"until": tomorrow(), "reason": "Our server was down.", "actor": desk}
    received = CandidacyFactory(call=call, received=True)
    with pytest.raises(AlreadyReceived):
        propose_exception(received.candidate, call, **asked)
    with pytest.raises(NotBeforeElectionDay):
        late = end_of_day(call.mission.election_day - dt.timedelta(days=1)) + dt.timedelta(minutes=1)
        propose_exception(candidacy.candidate, call, **asked | {"until": late})
    withdrawn = CandidacyFactory(call=call, received=True, status="withdrawn")
    propose_exception(withdrawn.candidate, call, **asked)

    approved(candidacy, desk, decider)
    with pytest.raises(errors.ExceptionStands):
        propose_exception(candidacy.candidate, call, **asked)
    DeadlineException.objects.filter(is_approved=True).update(until=timezone.now())
    again = propose_exception(candidacy.candidate, call, **asked)  # the first one is over
    desk.delete()
    again.refresh_from_db()
    with pytest.raises(errors.SecondPersonNeeded):
        decide_exception(again, approve=True, actor=decider)
    assert decide_exception(again, approve=False, actor=decider, note="Nobody knows why.").decided_at


def test_from_the_late_attempt_over_both_pages_to_the_persons_own(client, desk, decider):
    late = LateAttemptFactory()
    client.force_login(desk)
    call_page = client.get(reverse("admin:missions_call_change", args=[late.call.public_id])).content.decode()
    listed = (
        f"{reverse('admin:candidacies_lateattempt_changelist')}?call__public_id__exact={late.call.public_id}"
    )
    assert "Late attempts: 1" in call_page and listed in call_page
    assert client.get(listed).context["cl"].result_count == 1
    overview = reverse("changes:exceptions", args=[late.call.public_id])
    form = reverse("changes:exception-propose", args=[late.call.public_id, late.candidate.public_id])
    assert overview in call_page and form in client.get(overview).content.decode()
    until = timezone.localtime(tomorrow()).strftime("%Y-%m-%dT%H:%M")
    kept = client.post(form, {"until": until, "reason": "Our server was down."})
    assert form not in client.get(overview).content.decode()  # one waits already
    assert "You proposed this" in client.get(kept.url).content.decode()

    client.force_login(decider)
    assert kept.url in client.get(reverse("admin:index")).content.decode()
    assert client.post(kept.url, {"decision": "approve"}).status_code == 302

    client.force_login(late.candidate.user)
    start = reverse("candidacies:start", args=[late.call.public_id])
    assert start in QueuedMail.objects.get(template="candidacies/exception").body
    edit = client.post(start).url
    assert client.get(edit).status_code == 200


def test_the_proposer_takes_it_back_and_nobody_else(desk, decider):
    candidacy = CandidacyFactory(call__closed=True, ready=True, status="lapsed")
    asked = {"until": tomorrow(), "reason": "Our server was down.", "actor": desk}
    exception = propose_exception(candidacy.candidate, candidacy.call, **asked)
    with pytest.raises(errors.NotTheProposer):
        take_back_exception(exception, actor=decider)

    taken_back = take_back_exception(exception, actor=desk)

    assert (taken_back.is_approved, taken_back.is_taken_back, taken_back.approved_by) == (False, True, None)
    entry = AuditEntry.objects.get(action="deadlineexception.taken_back")
    assert (entry.actor, entry.subject_ref) == (desk, candidacy.candidate.public_id)
    with pytest.raises(errors.ExceptionDecided):
        decide_exception(exception, approve=True, actor=decider)
    with pytest.raises(CallClosed):
        start_candidacy(candidacy.candidate, candidacy.call, actor=None)
    again = propose_exception(candidacy.candidate, candidacy.call, **asked)
    decide_exception(again, approve=True, actor=decider)
    with pytest.raises(errors.ExceptionDecided):
        take_back_exception(again, actor=desk)
    again.refresh_from_db()
    assert again.is_approved and not again.is_taken_back


def test_the_button_of_the_proposer_and_what_each_reads_who_comes_second(client, desk, decider):
    late = LateAttemptFactory()
    asked = {"until": tomorrow(), "reason": "Our server was down.", "actor": desk}
    exception = propose_exception(late.candidate, late.call, **asked)
    page = reverse("changes:exception", args=[exception.public_id])
    button = reverse("changes:exception-take-back", args=[exception.public_id])
    client.force_login(decider)
    assert button not in client.get(page).content.decode()
    assert client.post(button).status_code == 404

    client.force_login(desk)
    assert button in client.get(page).content.decode()
    shown = client.post(button, follow=True).content.decode()
    assert "It is taken back." in shown and "taken back" in shown and button not in shown
    assert "no longer waiting" in client.post(button, follow=True).content.decode()

    client.force_login(decider)
    assert page not in client.get(reverse("admin:index")).content.decode()
    assert "no longer waiting" in client.post(page, {"decision": "approve"}, follow=True).content.decode()


@pytest.mark.parametrize("approved_of", ["kept", "gone"])
def test_when_two_files_become_one_the_approved_exception_stands(desk, decider, approved_of):
    call = CallFactory(closed=True)
    files = {name: CandidacyFactory(call=call, status="lapsed").candidate for name in ("kept", "gone")}
    for name, candidate in files.items():
        one = propose_exception(candidate, call, until=tomorrow(), reason=name, actor=desk)
        if name == approved_of:
            decide_exception(one, approve=True, actor=decider)
    part = next(part for part in merge_parts() if part.name == "candidacies.DeadlineException")

    assert len(part.dropped(files["kept"], files["gone"])) == 1
    part.move(files["kept"], files["gone"])

    exception = DeadlineException.objects.get()
    assert (exception.candidate, exception.reason) == (files["kept"], approved_of)
