"""A call's chain: placed with it, moved with it, kept where staff set a day, told to its owners once."""

import datetime as dt

import pytest
from django.contrib.admin.utils import quote
from django.urls import reverse

from missions import errors
from missions.alarms import tell_owners
from missions.enums import MilestoneKind
from missions.models import Call, Milestone, Mission
from missions.services import (
    adjust_milestone,
    close_call,
    finish_milestone,
    place_milestones,
    publish_call,
    reopen_milestone,
    set_election_call,
    tick_off,
    update_mission,
)
from missions.services.moving import set_deadline
from osce_portal.audit.models import AuditEntry
from osce_portal.mail.models import QueuedMail
from tests.factories.accounts import UserFactory
from tests.factories.missions import CallFactory, MissionFactory, days_from_today

pytestmark = pytest.mark.django_db


def due_of(call: Call) -> dict[str, dt.date]:
    return dict(call.milestones.values_list("kind", "due_on"))


def placed_call(days: int = 100) -> Call:
    return set_election_call(MissionFactory(election_day=days_from_today(days)), actor=None)


def test_a_chain_follows_what_becomes_known_of_its_mission():
    call = placed_call()
    update_mission(call.mission, actor=None, short_term_from=days_from_today(94))
    assert due_of(call)["deployment"] == days_from_today(94)


def test_a_chain_comes_with_the_call_and_follows_it_but_for_what_staff_set():
    officer = UserFactory(staff=True)
    call = placed_call()
    before = due_of(call)
    assert (len(before), before["deadline"]) == (7, call.closes_on)
    assert before["nomination"] == days_from_today(70)

    by_hand = adjust_milestone(
        call.milestones.get(kind="nomination"), actor=officer, due_on=days_from_today(65), owner=officer
    )
    done = finish_milestone(call.milestones.get(kind="screening"), actor=officer)
    with pytest.raises(errors.StepIsDone):
        adjust_milestone(done, actor=officer, due_on=None)
    publish_call(call, actor=None)
    Mission.objects.update(election_day=days_from_today(107))
    set_deadline(Call.objects.get(), days_from_today(65), actor=None)

    after = due_of(call)
    assert after["deadline"] == days_from_today(65)
    assert after["selection"] == before["selection"] + dt.timedelta(days=7)
    assert (after["nomination"], after["screening"]) == (days_from_today(65), before["screening"])
    adjust_milestone(by_hand, actor=officer, due_on=None, owner=officer)
    assert call.milestones.get(kind="nomination").due_on == days_from_today(77)
    reopen_milestone(done, actor=officer)
    acts = AuditEntry.objects.filter(action__startswith="milestone.").values_list("action", flat=True)
    assert sorted(acts) == [
        "milestone.adjusted", "milestone.adjusted", "milestone.done", "milestone.reopened"
    ]  # fmt: skip


def test_closing_a_call_ticks_its_deadline_off_and_no_last_day_means_no_chain():
    call = CallFactory(due=True)
    place_milestones(call)
    close_call(call)
    deadline = call.milestones.get(kind="deadline")
    assert (deadline.done_at is not None, deadline.by_act, deadline.done_by) == (True, True, None)
    assert place_milestones(CallFactory(awaited=True)) == []
    late = CallFactory(closed=True)
    place_milestones(late)
    assert late.milestones.get(kind="deadline").done_at is not None


def test_the_steps_of_an_election_without_a_day_are_empty_after_the_deadline():
    call = placed_call()
    Mission.objects.update(date_precision="month")

    place_milestones(Call.objects.get())
    due = due_of(call)
    assert due.pop("deadline") == call.closes_on
    assert set(due.values()) == {None}
    Mission.objects.update(date_precision="day")
    place_milestones(Call.objects.get())
    assert due_of(call)["nomination"] == days_from_today(70)


def test_whoever_sees_to_a_step_is_told_once_in_the_own_language():
    owner = UserFactory(staff=True, language="nl")
    call = CallFactory()
    place_milestones(call)
    steps = call.milestones.all()
    steps.filter(kind="screening").update(owner=owner, due_on=days_from_today(3))
    steps.filter(kind="selection").update(owner=owner, due_on=days_from_today(-2))
    steps.filter(kind="report").update(owner=owner, due_on=days_from_today(4))
    steps.filter(kind="nomination").update(owner=UserFactory(is_active=False), due_on=days_from_today(1))

    assert (tell_owners(), tell_owners()) == (2, 0)
    mails = QueuedMail.objects.filter(template="missions/milestone_due")
    assert {mail.to_email for mail in mails} == {owner.email}
    assert {mail.language for mail in mails} == {"nl"}
    steps.filter(kind="screening").update(due_on=days_from_today(1))  # it moved
    steps.filter(kind="selection").update(owner=UserFactory(staff=True))
    assert (tell_owners(), tell_owners()) == (2, 0)
    Milestone.objects.update(due_on=days_from_today(2), owner=owner)
    Call.objects.update(published_at=None)
    assert tell_owners() == 0
    Call.objects.update(published_at=call.published_at)
    Call.objects.update(cancelled_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    assert tell_owners() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_staff_see_the_days_in_hand_overdue_first_in_a_fixed_number_of_questions(
    client, count, django_assert_num_queries
):
    client.force_login(UserFactory(staff=True, groups=["desk_officer"], language="en"))
    for number in range(count):
        call = CallFactory()
        place_milestones(call)
        call.milestones.filter(kind="screening").update(due_on=days_from_today(5 - 4 * number))
    client.get(reverse("chains:list"))

    with django_assert_num_queries(9):
        page = client.get(reverse("chains:list")).text
    said = ["5 days in hand", "1 day in hand", "3 days overdue"][:count]
    assert [page.index(text) for text in said] == sorted((page.index(text) for text in said), reverse=True)
    assert "light-red" in page or count == 1
    assert said[-1] in client.get(reverse("admin:index")).text


def test_an_act_ticks_its_step_off_and_leaves_one_that_was_ticked_off_by_hand():
    officer, decider = UserFactory(staff=True), UserFactory(staff=True)
    call = placed_call()
    by_hand = finish_milestone(call.milestones.get(kind="screening"), actor=officer)

    tick_off(call, MilestoneKind.SCREENING, MilestoneKind.SELECTION, actor=decider)

    screening, selection = (call.milestones.get(kind=kind) for kind in ("screening", "selection"))
    assert (screening.done_at, screening.done_by, screening.by_act) == (by_hand.done_at, officer, False)
    assert (selection.done_by, selection.by_act) == (decider, True)
    assert call.milestones.filter(done_at__isnull=True).count() == 5
    reopened = reopen_milestone(selection, actor=officer)
    assert (reopened.done_at, reopened.by_act) == (None, False)


def test_links_to_a_call_hold_whatever_its_reference_looks_like(client, settings):
    call = CallFactory(public_id="d_40uM0Zp6dgjr_-W_Dj_g")  # the admin reads _40 as a sign of its own
    place_milestones(call)
    owner = UserFactory(staff=True, groups=["desk_officer"], language="en")
    call.milestones.filter(kind="screening").update(owner=owner, due_on=days_from_today(0))
    page = reverse("admin:missions_call_change", args=[quote(call.public_id)])
    client.force_login(owner)
    tell_owners()

    assert client.get(page).status_code == 200
    shown = [client.get(reverse(name)).text for name in ("chains:list", "admin:index")]
    assert all(page in text for text in [*shown, QueuedMail.objects.get().body])


def test_the_calls_page_shows_the_chain_with_buttons_for_the_desk_only(client):
    call = CallFactory()
    place_milestones(call)
    step = call.milestones.get(kind="screening")
    page = reverse("admin:missions_call_change", args=[call.public_id])
    client.force_login(UserFactory(staff=True, groups=["auditor"], language="en"))
    assert "Chain of dates" in client.get(page).text
    assert reverse("chains:done", args=[step.public_id]) not in client.get(page).text
    assert client.post(reverse("chains:done", args=[step.public_id])).status_code == 404

    client.force_login(UserFactory(staff=True, groups=["desk_officer"], language="en"))
    shown = client.post(reverse("chains:done", args=[step.public_id]), {"done": ""}, follow=True).text
    assert "done on" in shown and "by hand" in shown and "by the act itself" not in shown
    tick_off(call, MilestoneKind.SELECTION, actor=step.owner)
    assert "by the act itself" in client.get(page).text
    form = {"due_on": "2099-01-01", "owner": ""}
    answer = client.post(reverse("chains:step", args=[step.public_id]), form)
    assert "take that back" in answer.text
    client.post(reverse("chains:done", args=[step.public_id]), {"reopen": ""})
    assert "set by hand" in client.post(
        reverse("chains:step", args=[step.public_id]), form, follow=True
    ).text  # fmt: skip


def test_the_deadline_step_is_the_portals_own(client):
    call = placed_call()
    deadline = call.milestones.get(kind="deadline")
    officer = UserFactory(staff=True, groups=["desk_officer"], language="en")
    with pytest.raises(errors.StepOfThePortal):
        adjust_milestone(deadline, actor=officer, due_on=days_from_today(1))
    for act in (finish_milestone, reopen_milestone):
        with pytest.raises(errors.StepOfThePortal):
            act(deadline, actor=officer)

    client.force_login(officer)
    page, done = (reverse(f"chains:{act}", args=[deadline.public_id]) for act in ("step", "done"))
    assert client.get(page).status_code == client.post(done).status_code == 404
    shown = client.get(reverse("admin:missions_call_change", args=[call.public_id])).text
    assert page not in shown
    assert done not in shown


def test_a_call_that_opens_again_has_to_be_screened_again():
    officer = UserFactory(staff=True)
    call = CallFactory(closed=True)
    place_milestones(call)
    tick_off(call, MilestoneKind.SCREENING, actor=officer)
    finish_milestone(call.milestones.get(kind="accreditation"), actor=officer)

    set_deadline(call, days_from_today(10), actor=officer)

    done = call.milestones.filter(done_at__isnull=False).values_list("kind", flat=True)
    assert list(done) == ["accreditation"]  # by hand: staff know why
