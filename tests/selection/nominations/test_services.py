import datetime as dt

import pytest
from django.utils import timezone

from missions.services import place_milestones
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.models import Candidacy
from selection.delegation.services import cannot_go
from selection.nominations import errors
from selection.nominations.enums import NominationChannel
from selection.nominations.models import Nomination
from selection.nominations.services import nominate
from tests.factories.delegation import approved_call, give_place, marked, officer, selection_call

pytestmark = pytest.mark.django_db
ODIHR = NominationChannel.ODIHR_DATABASE


def test_the_selected_are_nominated_and_nobody_else():
    call, (first, second) = approved_call(800, 700, places=1)
    actor = officer()

    (nomination,) = nominate(call, channel=ODIHR, actor=actor)

    assert (nomination.candidacy, nomination.channel, nomination.sent_by) == (first, ODIHR, actor)
    assert Candidacy.objects.get(pk=first.pk).status == CandidacyStatus.NOMINATED
    assert Candidacy.objects.get(pk=second.pk).status == CandidacyStatus.RESERVE


def test_sending_the_list_ticks_the_nomination_off_the_chain_of_dates_once():
    call, (first, second) = approved_call(800, 700, places=1)
    place_milestones(call)
    actor = officer()
    nominate(call, channel=ODIHR, actor=actor)
    sent = call.milestones.get(kind="nomination")
    assert (sent.by_act, sent.done_by) == (True, actor)

    cannot_go(first, note="Told us by telephone.", actor=officer())
    assert call.milestones.get(kind="nomination").done_at == sent.done_at
    give_place(second)
    nominate(call, channel=ODIHR, actor=officer())
    assert call.milestones.get(kind="nomination").done_at == sent.done_at


def test_after_a_replacement_only_the_new_person_is_added():
    call, (first, second) = approved_call(800, 700, places=1)
    nominate(call, channel=ODIHR, actor=officer())
    cannot_go(first, note="Told us by telephone.", actor=officer())
    give_place(second)

    (nomination,) = nominate(call, channel=ODIHR, actor=officer())

    assert nomination.candidacy == second
    assert Nomination.objects.filter(candidacy__call=call).count() == 2


def test_the_day_of_sending_is_kept_and_cannot_lie_in_the_future():
    call, _people = approved_call(800, places=1)
    today = timezone.localdate()
    with pytest.raises(errors.SentInFuture):
        nominate(call, channel=ODIHR, actor=officer(), sent_on=today + dt.timedelta(days=1))

    (nomination,) = nominate(call, channel=ODIHR, actor=officer(), sent_on=today - dt.timedelta(days=2))

    assert timezone.localdate(nomination.sent_at) == today - dt.timedelta(days=2)


def test_without_an_approved_selection_nobody_is_nominated():
    call = selection_call()
    marked(call, 600)
    with pytest.raises(errors.NotDecided):
        nominate(call, channel=ODIHR, actor=officer())


def test_an_empty_list_is_refused():
    call, _people = approved_call(800, places=1)
    nominate(call, channel=ODIHR, actor=officer())
    with pytest.raises(errors.NobodyToNominate):
        nominate(call, channel=ODIHR, actor=officer())
