"""What a change does to a deadline, on any dates: never retroactive, and later never means shorter."""

import datetime as dt
from contextlib import nullcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from missions import errors
from missions.deadlines import end_of_day, gives_notice, last_day, long_term_last_day
from missions.enums import MOVED, STAGES, CallTurn, MissionFormat, MissionStage
from missions.models import Call, Change, Mission
from missions.moves import NEW_DEADLINE, plan_moves, refuse_idle_day, shortest_notice
from osce_portal.common.errors import DomainError

days = st.dates(dt.date(2026, 6, 1), dt.date(2028, 12, 31))
instants = st.integers(0, 700 * 24 * 60).map(
    lambda minutes: dt.datetime(2026, 7, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)
)
TEN_APRIL, FIVE_MARCH = dt.date(2027, 4, 10), dt.date(2027, 3, 5)
kinds = st.sampled_from(["later", "earlier", "short_notice", "extended"])


def make_call(mission, closes_on, *, now, **facts) -> Call:
    call = Call(mission=mission, closes_on=closes_on, closes_at=end_of_day(closes_on), **facts)
    call.published_at = call.opens_at = now - dt.timedelta(days=400)
    return call


def plan(kind, *, known, day=None, closes_on=None, reopens=False, now, closes=None, **facts):
    """Of one STO call for a mission whose election day is ``known``; ``closes`` days after now, if given."""
    mission = Mission(election_day=known, format=MissionFormat.EOM)
    stands = last_day(known) if closes is None else now.date() + dt.timedelta(days=closes)
    call = make_call(mission, stands, now=now, **facts)
    of = {"call": call} if kind == "extended" else {"mission": mission}
    change = Change(kind=kind, election_day=day, closes_on=closes_on, reopens=reopens, **of)
    return call, plan_moves(change, [call], now)


@given(
    kind=kinds,
    known=days,
    day=st.none() | days,
    closes_on=st.none() | days,
    reopens=st.booleans(),
    now=instants,
)
def test_no_deadline_is_ever_set_in_the_past_or_without_notice(kind, known, day, closes_on, reopens, now):
    try:
        call, moves = plan(kind, known=known, day=day, closes_on=closes_on, reopens=reopens, now=now)
    except DomainError:
        return
    for move in moves:
        if move.turn in NEW_DEADLINE:
            assert gives_notice(move.closes_on, now, shortest_notice())
            assert move.closes_on < (day or known) or kind == "extended"
        else:
            assert move.closes_on is None
        if kind in {"later", "extended"} and move.closes_on:
            assert move.closes_on > call.closes_on


@given(known=days, day=days, now=instants)
def test_what_is_closed_opens_again_only_where_staff_say_so(known, day, now):
    try:
        call, (move,) = plan("later", known=known, day=day, now=now)
    except errors.NotLater:
        return
    if call.closes_at <= now:
        assert move.turn == CallTurn.STANDS


@pytest.mark.parametrize(
    ("kind", "facts", "refusal"),
    [
        ("later", {"day": dt.date(2027, 5, 1)}, errors.NotLater),
        ("earlier", {"day": dt.date(2027, 7, 1)}, errors.NotEarlier),
        ("earlier", {}, errors.NotEarlier),
        ("earlier", {"day": TEN_APRIL}, errors.LastDayMissing),
        ("earlier", {"day": TEN_APRIL, "closes_on": dt.date(2027, 3, 2)}, errors.TooShortNotice),
        ("earlier", {"day": TEN_APRIL, "closes_on": TEN_APRIL}, errors.NotBeforeElectionDay),
        ("short_notice", {"closes_on": dt.date(2027, 4, 1)}, errors.SixWeeksStillPossible),
        ("short_notice", {"day": TEN_APRIL, "closes": 20, "closes_on": FIVE_MARCH}, errors.NotLonger),
        ("extended", {"closes_on": dt.date(2027, 4, 1)}, errors.NotLonger),
        ("extended", {"closes_on": dt.date(2027, 6, 1)}, errors.NotBeforeElectionDay),
        ("second_round", {"day": dt.date(2027, 5, 1)}, errors.NotLater),
    ],
)  # fmt: skip
def test_what_the_rules_refuse_on_1_march_for_an_election_on_1_june(kind, facts, refusal):
    now = dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)
    with pytest.raises(refusal):
        plan(kind, known=dt.date(2027, 6, 1), now=now, **facts)


def test_people_are_not_asked_again_for_a_second_round_on_the_day_that_is_known():
    mission = Mission(election_day=JUNE, second_round_on=JUNE + dt.timedelta(days=14))
    change = Change(kind="second_round", mission=mission, election_day=mission.second_round_on)
    with pytest.raises(errors.RoundIsKnown):
        plan_moves(change, [Call(mission=mission)], NOW)
    change.election_day += dt.timedelta(days=1)
    assert [move.turn for move in plan_moves(change, [Call(mission=mission)], NOW)] == [CallTurn.ROUND]


NOW, JUNE = dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC), dt.date(2027, 6, 1)


def of_lto(kind, stands, *, known=JUNE, due=None, also=(), **facts):
    """What becomes of an LTO call, beside ``also`` of the same mission, on 1 March."""
    mission = Mission(election_day=known, format=MissionFormat.EOM, long_term_due_on=due)
    calls = [make_call(mission, stands, now=NOW, role="lto")]
    calls += [make_call(mission, day, now=NOW) for day in also]
    of = {"call": calls[0]} if kind == "extended" else {"mission": mission}
    return [(move.turn, move.closes_on) for move in plan_moves(Change(kind=kind, **of, **facts), calls, NOW)]


def test_odihrs_date_for_naming_ltos_moves_along_with_the_election():
    """Sixty days later; where it is not known the LTO call stands, and hinders no other."""
    later = {"election_day": JUNE + dt.timedelta(days=60)}
    due, stands = dt.date(2027, 4, 10), dt.date(2027, 4, 3)
    assert of_lto("later", stands, due=due, **later) == [(CallTurn.MOVES, dt.date(2027, 6, 2))]
    assert of_lto("later", stands, **later) == [(CallTurn.STANDS, None)]
    over, gone = dt.date(2027, 1, 15), dt.date(2026, 12, 1)
    reopened = of_lto("later", over, due=gone, also=[over], reopens=True, **later)
    assert reopened == [(CallTurn.STANDS, None), (CallTurn.REOPENS, dt.date(2027, 6, 19))]
    with pytest.raises(errors.LastDayMissing):
        of_lto("later", over, due=gone, reopens=True, **later)


def test_no_call_for_ltos_is_open_beyond_odihrs_own_date():
    due, stands = dt.date(2027, 4, 28), dt.date(2027, 4, 20)
    with pytest.raises(errors.NotBeforeOdihr):
        of_lto("extended", stands, due=due, closes_on=due)
    in_may = of_lto("earlier", stands, due=due, election_day=dt.date(2027, 5, 10))
    assert in_may == [(CallTurn.MOVES, dt.date(2027, 3, 29))]
    with pytest.raises(errors.NotBeforeOdihr):  # by then 7 March
        of_lto("earlier", stands, due=due, election_day=TEN_APRIL, closes_on=dt.date(2027, 3, 7))
    in_april = of_lto("earlier", stands, due=due, election_day=TEN_APRIL, closes_on=dt.date(2027, 3, 6))
    assert in_april == [(CallTurn.MOVES, dt.date(2027, 3, 6))]


def test_short_notice_closes_the_call_for_ltos_before_an_election_that_moves():
    """It follows its own rule, by the day for all where six weeks are too near; else it stands."""
    stands, due = dt.date(2027, 4, 20), dt.date(2027, 5, 1)
    day, also = dt.date(2027, 3, 10), [dt.date(2027, 3, 6)]
    published = (CallTurn.MOVES, day)
    april = {"election_day": TEN_APRIL, "closes_on": day, "also": also}
    assert of_lto("short_notice", stands, **april) == [published, published]
    with pytest.raises(errors.NotBeforeOdihr):  # by then 10 March
        of_lto("short_notice", stands, due=due, **april)
    near = {"known": TEN_APRIL, "closes_on": day, "also": also}
    assert of_lto("short_notice", stands, **near) == [(CallTurn.STANDS, None), published]
    later = {**near, "election_day": TEN_APRIL + dt.timedelta(days=1)}
    moved = of_lto("short_notice", dt.date(2027, 2, 28), **later)
    assert moved == [(CallTurn.STANDS, None), published]  # over: who came in time is not joined by others


def test_postponed_without_a_day_and_then_earlier_than_before_the_deadline_follows():
    mission = Mission(election_day=None, format=MissionFormat.EOM)
    call = make_call(mission, last_day(JUNE), now=NOW)

    def moved(day, **facts):
        (move,) = plan_moves(Change(kind="later", mission=mission, election_day=day, **facts), [call], NOW)
        return move.turn, move.closes_on

    assert moved(dt.date(2027, 5, 1)) == (CallTurn.MOVES, dt.date(2027, 3, 20))
    assert moved(TEN_APRIL, closes_on=dt.date(2027, 3, 20)) == (CallTurn.MOVES, dt.date(2027, 3, 20))
    with pytest.raises(errors.LastDayMissing):
        moved(TEN_APRIL)


def test_what_opens_again_too_near_closes_on_the_day_for_all():
    """For an election on 10 April six weeks are past; ODIHR's date for LTOs still counts."""
    facts = {"known": dt.date(2027, 4, 1), "day": TEN_APRIL, "reopens": True, "now": NOW}
    _call, (move,) = plan("later", closes_on=FIVE_MARCH, **facts)
    assert (move.turn, move.closes_on) == (CallTurn.REOPENS, FIVE_MARCH)
    with pytest.raises(errors.LastDayMissing):
        plan("later", **facts)
    with pytest.raises(errors.TooShortNotice):
        plan("later", closes_on=dt.date(2027, 3, 2), **facts)
    april = {"known": dt.date(2027, 4, 1), "election_day": TEN_APRIL, "reopens": True}
    with pytest.raises(errors.NotBeforeOdihr):  # by then 5 March
        of_lto("later", dt.date(2027, 2, 1), due=dt.date(2027, 2, 24), closes_on=FIVE_MARCH, **april)


@pytest.mark.parametrize(
    ("kind", "day", "facts", "is_idle"),
    [
        ("earlier", dt.date(2027, 5, 10), {}, True),
        ("earlier", TEN_APRIL, {}, False),
        ("earlier", TEN_APRIL, {"closes": -1}, True),
        ("later", dt.date(2027, 7, 10), {}, True),
        ("later", None, {}, True),
        ("later", dt.date(2027, 7, 10), {"closes": -1, "reopens": True}, True),
        ("short_notice", TEN_APRIL, {"closes": 2}, False),
    ],
)
def test_a_day_for_all_that_no_call_would_take_is_refused(kind, day, facts, is_idle):
    reopens = "reopens" in facts
    call, _moves = plan(kind, known=JUNE, day=day, closes_on=FIVE_MARCH, now=NOW, **facts)
    change = Change(kind=kind, mission=call.mission, election_day=day, closes_on=FIVE_MARCH, reopens=reopens)
    with pytest.raises(errors.LastDayNotNeeded) if is_idle else nullcontext():
        refuse_idle_day(change, [call], NOW)


def test_an_open_deadline_is_never_lengthened_by_an_earlier_day():
    facts = {"known": dt.date(2027, 5, 10), "day": TEN_APRIL, "now": NOW}
    _call, (move,) = plan("earlier", closes_on=dt.date(2027, 4, 1), **facts)
    assert move.turn == CallTurn.STANDS
    _call, (move,) = plan("earlier", closes_on=dt.date(2027, 3, 20), **facts)
    assert move.closes_on == dt.date(2027, 3, 20)


@pytest.mark.parametrize(("before", "after"), [("LEOM", "EOM"), ("EET", "LEOM"), ("EET", "EET")])
def test_a_reduced_format_asks_for_fewer_observers(before, after):
    change = Change(kind="downgraded", mission=Mission(format=before), format=after)
    with pytest.raises(errors.NotReduced):
        plan_moves(change, [], NOW)


def test_notice_is_counted_to_the_end_of_the_last_day_in_brussels():
    """72 hours before midnight of 4 March in Brussels, and a second later."""
    edge = end_of_day(dt.date(2027, 3, 4)) - dt.timedelta(hours=72)
    assert gives_notice(dt.date(2027, 3, 4), edge, dt.timedelta(hours=72))
    assert not gives_notice(dt.date(2027, 3, 4), edge + dt.timedelta(seconds=1), dt.timedelta(hours=72))


def test_long_term_observers_are_named_before_odihrs_own_date():
    usual = dt.date(2027, 4, 20)
    assert long_term_last_day(usual, dt.date(2027, 4, 15), 7) == dt.date(2027, 4, 8)
    assert long_term_last_day(usual, dt.date(2027, 5, 15), 7) == usual


def test_the_table_of_stages_ends_where_a_mission_ends():
    assert set(STAGES) == set(MissionStage)
    assert STAGES[MissionStage.CANCELLED] == frozenset()
    assert all(
        following >= MOVED for stage, following in STAGES.items() if stage not in ("done", "cancelled")
    )
