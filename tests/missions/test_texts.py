"""What must exist in French and Dutch before a call is shown, and what it is called."""

import pytest
from django.utils import translation

from missions.texts import gaps_of, gaps_of_announced, gaps_of_call, name_gaps
from tests.factories.missions import (
    CallFactory,
    JpoOpeningFactory,
    JpoRoundFactory,
    RoundCallFactory,
    SelorRoundFactory,
    VacancyCallFactory,
    VacancyFactory,
)

pytestmark = pytest.mark.django_db


def missing(gaps) -> set[str]:
    return {gap.column for gap in gaps}


def test_a_text_begun_in_any_language_must_exist_in_french_and_dutch():
    vacancy = VacancyFactory.build(tasks_de="Leitet das Referat", qualifications_nl="Tien jaar ervaring")

    assert missing(gaps_of(vacancy)) == {"tasks_fr", "tasks_nl", "qualifications_fr"}


def test_spaces_are_no_text():
    assert missing(gaps_of(VacancyFactory.build(title_nl="  "))) == {"title_nl"}


def test_a_text_that_exists_nowhere_may_be_left_out_but_a_title_may_not():
    empty = {f"title_{language}": "" for language in ("fr", "nl", "de", "en")}

    assert gaps_of(VacancyFactory.build()) == []
    assert missing(gaps_of(VacancyFactory.build(**empty))) == {"title_fr", "title_nl"}


def test_an_election_call_may_have_no_text_and_others_say_how_to_apply():
    nowhere = {f"how_to_apply_{language}": "" for language in ("fr", "nl", "de", "en")}
    election = CallFactory.build(mission_id=1)

    assert gaps_of(election) == []
    election.text_en = "Welcome"
    assert missing(gaps_of(election)) == {"text_fr", "text_nl"}
    assert missing(gaps_of(VacancyCallFactory(**nowhere))) == {"how_to_apply_fr", "how_to_apply_nl"}


def test_a_round_answers_for_its_openings():
    call = RoundCallFactory(round=JpoRoundFactory(terms_fr="Un an"))
    JpoOpeningFactory(round=call.round, number=7, title_nl="", summary_fr="")

    assert missing(gaps_of_call(call)) == {"terms_nl", "title_nl", "summary_fr"}
    assert missing(gaps_of_announced(call.round)) == {"terms_nl", "title_nl", "summary_fr"}
    with translation.override("en"):
        assert name_gaps(gaps_of_call(call)) == (
            "Still missing in French or Dutch: Terms of the round (Dutch); "
            "opening 7: title (Dutch); opening 7: the work in one line (French)."
        )


def test_a_selection_by_selor_has_one_text_only():
    assert missing(gaps_of_announced(SelorRoundFactory.build(text_en="In autumn"))) == {"text_fr", "text_nl"}
