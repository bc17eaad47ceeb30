"""An erasure while something is written about the person: no mail, reason or mark stays behind."""

import datetime as dt
import re

import pytest
from allauth.account.adapter import get_adapter
from django.db import IntegrityError
from django.utils import timezone

from candidates.services import merge_candidates
from osce_portal.mail.models import QueuedMail
from osce_portal.people import person_behind
from osce_portal.privacy.services import ask_erasure, erase_person, refuse_erasure
from selection.assessment.rubrics import choose_rubric
from selection.assessment.services import assess_call, declare_conflict
from selection.candidacies.errors import CallClosed
from selection.candidacies.models import Candidacy, LateAttempt, Screening
from selection.candidacies.services import log_late_attempt, remind_drafts, screen_candidacy
from selection.delegation.services import approve_run, cannot_go, propose_delegation, submit_run
from tests.factories.accounts import UserFactory
from tests.factories.assessment import closed_call, received
from tests.factories.candidacies import CandidacyFactory
from tests.factories.candidates import CandidateFactory, ObservationExperienceFactory
from tests.factories.delegation import marked, officer, selection_call
from tests.factories.missions import CallFactory
from tests.osce_portal.privacy.remains import whole_database
from tests.races import WRITING, in_the_midst_of

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
with_and_without = pytest.mark.parametrize("locked", [True, False], ids=["locked", "control without lock"])
LAST_NAME = {"candidate__last_name": "Qzxqzx"}


def reminding():
    draft = CandidacyFactory(call__open=True, **LAST_NAME)
    Candidacy.objects.update(started_at=timezone.now() - dt.timedelta(days=60))
    draft.call.closes_on = timezone.localdate() + dt.timedelta(days=3)
    draft.call.closes_at = timezone.now() + dt.timedelta(days=3)
    draft.call.save()
    return draft.candidate, remind_drafts


def noting_who_cannot_go():
    placed = CandidacyFactory(received=True, status="selected", call__closed=True, **LAST_NAME)
    actor, said = officer(), {"note": "Told by qzxqzx.", "reason": "Dear qzxqzx."}
    return placed.candidate, lambda: cannot_go(placed, **said, actor=actor)


def screening():
    received = CandidacyFactory(received=True, call__closed=True, **LAST_NAME)
    actor = officer()
    return received.candidate, lambda: screen_candidacy(
        received, eligible=False, reason="qzxqzx is no Belgian.", actor=actor
    )


def deciding():
    call, actor, decider = selection_call(), officer(), officer("decider")
    marked(call, 700)
    turned_down = CandidacyFactory(call=call, received=True, status="ineligible", **LAST_NAME)
    Screening.objects.create(
        candidacy=turned_down, eligible=False, reason="qzxqzx", screened_by=actor, screened_at=timezone.now()
    )
    run = submit_run(propose_delegation(call, actor=actor), actor=actor)
    return turned_down.candidate, lambda: approve_run(run, reason="Balanced.", despite="No.", actor=decider)


def computing_points():
    call, candidate = closed_call(), CandidateFactory(registered=True, belgian=True, with_cv=True)
    ObservationExperienceFactory(candidate=candidate, organisation="qzxqzx")
    received(call, candidate=candidate)
    choose_rubric(call)
    return candidate, lambda: assess_call(call, actor=None)


def putting_up_a_wall():
    candidate, actor = CandidateFactory(last_name="Qzxqzx"), UserFactory(staff=True)
    return candidate, lambda: declare_conflict(candidate, officer=actor, reason="qzxqzx is my cousin.")


def refusing_an_erasure():
    candidate, actor = CandidateFactory(last_name="Qzxqzx"), UserFactory(staff=True)
    request = ask_erasure(candidate.user)
    return candidate, lambda: refuse_erasure(request, reason="Dear qzxqzx, no.", actor=actor)


def writing_about_an_account():
    candidate = CandidateFactory(user__email="qzxqzx@example.org", email="qzxqzx@example.org")
    context = {"user": candidate.user}
    return candidate, lambda: get_adapter().send_mail(
        "account/email/password_changed", "qzxqzx@example.org", context
    )


LAST_READ = {deciding: re.compile('INSERT INTO "mail_queuedmail"')}  # it writes before it reads all


@with_and_without
@pytest.mark.parametrize(
    "make",
    [
        reminding, noting_who_cannot_go, screening, computing_points, deciding, putting_up_a_wall,
        refusing_an_erasure, writing_about_an_account,
    ],
)  # fmt: skip
def test_what_is_written_about_somebody_goes_with_the_file(make, locked):
    candidate, act = make()
    person, eraser = person_behind(candidate), UserFactory(staff=True)

    written, erased = in_the_midst_of(
        act,
        lambda: erase_person(person, key="erased:test", actor=eraser),
        with_lock=locked,
        before=LAST_READ.get(make, WRITING),
    )

    assert [said for said in (written, erased) if isinstance(said, Exception)] == []
    QueuedMail.objects.filter(key="erased:test").delete()  # the last mail, which is forgotten once it left
    assert ("qzxqzx" in whole_database().lower()) is not locked


@with_and_without
def test_a_late_attempt_noted_in_the_midst_of_a_merge_goes_with_the_file(locked):
    kept, gone = CandidateFactory(), CandidateFactory(without_account=True)
    late, actor = CallClosed(CallFactory(closed=True), at=timezone.now()), UserFactory(staff=True)

    noted, merged = in_the_midst_of(
        lambda: log_late_attempt(gone, late, actor=None),
        lambda: merge_candidates(kept, gone, actor=actor, identity={}, because="Same passport."),
        with_lock=locked,
    )

    assert merged == kept
    if locked:
        assert LateAttempt.objects.get().candidate == kept
        assert log_late_attempt(gone, late, actor=None).candidate == kept  # also when the merge was faster
    else:
        assert isinstance(noted, IntegrityError)
