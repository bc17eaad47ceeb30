"""The crisis-management pool: states, reminders, the staff's list, the member's own page."""

import datetime as dt
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from candidates.enums import PoolState
from candidates.models import PoolMembership
from candidates.services import add_membership, remind_expiring, update_membership
from osce_portal.audit.models import AuditEntry
from osce_portal.common.errors import OwnFile
from osce_portal.mail.models import QueuedMail
from osce_portal.night import run_night
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory, PoolMembershipFactory, TrainingFactory
from tests.factories.delegation import officer

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 6, 15)
LIST = "admin:candidates_poolmembership_changelist"


def day(offset):
    return None if offset is None else TODAY + dt.timedelta(days=offset)


@pytest.mark.parametrize(
    "days, state",
    [
        ({}, PoolState.LISTED),
        ({"invited_on": -5}, PoolState.INVITED),
        ({"invited_on": 5}, PoolState.LISTED),
        ({"invited_on": -5, "trained_on": 0}, PoolState.DEPLOYABLE),
        ({"invited_on": -5, "trained_on": 3}, PoolState.INVITED),
        ({"invited_on": -5, "trained_on": -4, "valid_until": 0}, PoolState.DEPLOYABLE),
        ({"invited_on": -5, "trained_on": -4, "valid_until": -1}, PoolState.EXPIRED),
        ({"valid_until": -1, "ended_on": -2, "end_reason": "Moved away."}, PoolState.ENDED),
        ({"ended_on": 1, "end_reason": "Moves away."}, PoolState.LISTED),
    ],
)
def test_the_state_follows_from_the_days(days, state):
    days = {name: value if isinstance(value, str) else day(value) for name, value in days.items()}
    member = PoolMembershipFactory(**{"listed_on": day(-10), "valid_until": day(300), **days})
    assert member.state_on(TODAY) == state


def test_the_list_asks_the_database_what_a_member_says_of_itself():
    steps = product((-1, 0, 30), (None, -3, 2), (None, -2, 3), (None, -1, 1))
    for valid, invited, trained, ended in steps:
        if (trained is not None and invited is None) or (trained or 0) < (invited or 0):
            continue
        PoolMembershipFactory(
            listed_on=day(-20), valid_until=day(valid), invited_on=day(invited), trained_on=day(trained),
            ended_on=day(ended), end_reason="Left." if ended is not None else "",
        )  # fmt: skip
    for state in PoolState:
        asked = set(PoolMembership.objects.in_state(state, TODAY))
        assert asked == {one for one in PoolMembership.objects.all() if one.state_on(TODAY) == state}


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(st.none(), st.integers(-20, 20)), min_size=4, max_size=4), st.booleans())
def test_a_row_that_passes_the_check_passes_the_table(offsets, has_reason):
    valid, invited, trained, ended = offsets
    with transaction.atomic():
        member = PoolMembershipFactory.build(
            candidate=CandidateFactory(), listed_on=TODAY, valid_until=day(valid or 0),
            invited_on=day(invited), trained_on=day(trained),
            ended_on=day(ended), end_reason="Left." if has_reason else "",
        )  # fmt: skip
        try:
            member.clean()
        except ValidationError:
            with pytest.raises(IntegrityError), transaction.atomic():
                member.save()
        else:
            member.save()
        transaction.set_rollback(True)


def test_a_training_in_the_cv_makes_nobody_deployable():
    member = PoolMembershipFactory()
    TrainingFactory(candidate=member.candidate, kind="bgt")
    assert member.state == PoolState.LISTED


def test_staff_keep_the_list_and_the_log_tells_of_whom():
    person = CandidateFactory()
    values = {"selor_reference": "CG-1", "listed_on": TODAY, "valid_until": day(700)}
    member = add_membership(person, actor=officer(), **values)
    update_membership(member, actor=officer(), invited_on=day(3), trained_on=day(20))
    acts = AuditEntry.objects.filter(subject_ref=person.public_id).order_by("pk")
    assert [act.action for act in acts] == ["poolmembership.added", "poolmembership.changed"]
    with pytest.raises(ValidationError):
        update_membership(member, actor=officer(), valid_until=day(-1))
    with pytest.raises(IntegrityError), transaction.atomic():
        PoolMembershipFactory(candidate=person, selor_reference="CG-1")


def test_nobody_keeps_the_own_place():
    actor = officer()
    own = PoolMembershipFactory(candidate=CandidateFactory(user=actor))
    with pytest.raises(OwnFile):
        update_membership(own, actor=actor, valid_until=day(5000))


def ends_in(days, **facts):
    return PoolMembershipFactory(valid_until=timezone.localdate() + dt.timedelta(days=days), **facts)


def test_a_member_is_reminded_once_for_each_day_of_the_setting(settings):
    settings.POOL_REMINDER_DAYS = (90, 30)
    member = ends_in(89, candidate__correspondence_language="de")
    ends_in(91), ends_in(-1), ends_in(20, ended_on=timezone.localdate(), end_reason="Left.")
    assert remind_expiring() == 1
    assert remind_expiring() == 0
    assert QueuedMail.objects.get().to_email == member.candidate.email
    PoolMembership.objects.filter(pk=member.pk).update(valid_until=timezone.localdate())
    assert remind_expiring() == 1  # missed nights: the nearest alone
    assert QueuedMail.objects.count() == 2


def test_the_night_reminds():
    ends_in(5)
    assert dict(run_night())["candidates: pool places that expire"] == 1


def test_the_start_page_says_how_many_places_end_soon(client):
    client.force_login(UserFactory(staff=True, groups=["desk_officer"], language="en"))
    assert "Places that end soon" not in client.get(reverse("admin:index")).content.decode()
    ends_in(10)
    page = client.get(reverse("admin:index")).content.decode()
    assert "1 place ends within 90 days." in page
    assert f"{reverse(LIST)}?within=90" in page


def test_the_list_is_filtered_by_state_in_few_queries(client, django_assert_max_num_queries):
    client.force_login(UserFactory(staff=True, groups=["desk_officer"], language="en"))
    waiting = PoolMembershipFactory()
    for _each in range(2):
        PoolMembershipFactory(trained=True)
        with django_assert_max_num_queries(14):
            page = client.get(reverse(LIST), {"state": "deployable"}).content.decode()
    assert waiting.candidate.first_name not in page
    assert client.get(reverse(LIST), {"state": "no such", "within": "x"}).status_code in {200, 302}


def test_a_new_member_is_named_by_address_or_reference(client):
    actor = UserFactory(staff=True, groups=["desk_officer"], language="en")
    client.force_login(actor)
    person, own = CandidateFactory(), CandidateFactory(user=actor)
    add = reverse("admin:candidates_poolmembership_add")
    data = {"selor_reference": "CG-1", "listed_on": "2026-01-01", "valid_until": "2027-12-31"}
    for said in ("nobody@example.org", own.email):
        page = client.post(add, data | {"person": said})
        assert page.status_code == 200 and page.context["adminform"].form.errors["person"]
    assert client.post(add, data | {"person": person.email.upper()}).status_code == 302
    assert client.post(add, data | {"person": person.public_id}).status_code == 200  # twice on one list
    page = client.post(
        add, data | {"person": person.public_id, "selor_reference": "2", "trained_on": "2026-02-01"}
    )
    assert page.context["adminform"].form.errors["invited_on"]
    member = PoolMembership.objects.get()
    change = reverse("admin:candidates_poolmembership_change", args=[member.public_id])
    assert client.post(change, data | {"ended_on": "2026-05-05"}).status_code == 200
    assert client.post(change, data | {"invited_on": "2026-02-01"}).status_code == 302
    member.refresh_from_db()
    assert (member.candidate, member.invited_on) == (person, dt.date(2026, 2, 1))


def test_the_member_sees_the_own_place_and_what_comes_next(client):
    member = PoolMembershipFactory(trained=True, candidate__user__language="en")
    other = PoolMembershipFactory(selor_reference="OTHER-1")
    client.force_login(member.candidate.user)
    page = client.get(reverse("candidates:overview")).content.decode()
    assert "Trained: deployable" in page and member.selor_reference in page
    assert str(PoolState.DEPLOYABLE.what_comes_next) in page
    assert other.selor_reference not in page
