import pytest

from missions.enums import CallTurn
from selection.candidacies.changes.effects import effect_on
from selection.candidacies.enums import TRANSITIONS, CandidacyStatus
from tests.selection.candidacies.changes.table import CODES, TABLE, TURNS, code


def test_the_table_names_every_status():
    assert set(TABLE) == set(CandidacyStatus)


@pytest.mark.parametrize("is_decided", [False, True])
@pytest.mark.parametrize("turn", TURNS)
def test_each_status_has_the_effect_of_the_table(turn, is_decided):
    found = {status: effect_on(status, turn, days_move=True, is_decided=is_decided) for status in TABLE}
    assert found == {status: CODES[code(status, turn, is_decided=is_decided)] for status in TABLE}


def test_nobody_is_brought_where_the_life_of_a_candidacy_does_not_lead():
    for status in TABLE:
        for turn in CallTurn:
            target = effect_on(status, turn, days_move=True, is_decided=False).becomes
            assert target is None or target in TRANSITIONS[status], (status, turn)


def test_where_the_days_stay_nobody_is_asked_and_the_same_people_are_told():
    for turn in (CallTurn.MOVES, CallTurn.REOPENS, CallTurn.STANDS):
        for status in TABLE:
            moved = effect_on(status, turn, days_move=True, is_decided=False)
            stayed = effect_on(status, turn, days_move=False, is_decided=False)
            assert (stayed.is_asked, stayed.is_told, stayed.becomes) == (False, moved.is_told, moved.becomes)


def test_what_is_told_with_the_decision_shows_in_no_letter_before():
    alike = [CandidacyStatus.SUBMITTED, CandidacyStatus.ELIGIBLE, CandidacyStatus.INELIGIBLE]
    for turn in TURNS:
        assert len({effect_on(one, turn, days_move=True, is_decided=False) for one in alike}) == 1
