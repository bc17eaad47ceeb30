"""Money, points, bands and days as staff type them."""

import datetime as dt

import pytest
from django.db import IntegrityError
from django.utils import translation

from missions.enums import DatePrecision
from missions.forms import CallForm, ConfirmForm, EurosField, MissionForm, PointsField, QuotaTargetForm
from tests.factories.missions import CallFactory, MissionFactory, ParticipatingStateFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    """The messages are read in the language in which the code says them."""
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("", None), ("  ", None), ("0", 0), ("0,00", 0), ("2150", 215_000), ("2150,5", 215_050),
        ("2 150,50", 215_050), ("2\u202f150.50 €", 215_050), ("1000000000", 100_000_000_000),
    ],
)  # fmt: skip
def test_euros_become_whole_cents_and_not_set_is_not_zero(typed, cents):
    assert EurosField(required=False).clean(typed) == cents


@pytest.mark.parametrize(
    "typed", ["-1", "1,234", "1.234,50", "12e3", "two thousand", "٣", "1,2,3", "99999999999"]
)
def test_wrong_amounts_are_explained(typed):
    form = CallForm({"budget_cents": typed}, instance=CallFactory())

    assert not form.is_valid()
    with translation.override("en"):
        assert "amount" in str(form.errors["budget_cents"])
    assert typed in str(form["budget_cents"])


@pytest.mark.parametrize(
    ("language", "shown"), [("fr", "2150,50"), ("nl", "2150,50"), ("de", "2150,50"), ("en", "2150.50")]
)
def test_cents_are_shown_as_euros_that_can_be_typed_again(language, shown):
    field = EurosField(required=False)

    with translation.override(language):
        assert field.prepare_value(215_050) == shown
        assert field.clean(shown) == 215_050
        assert field.prepare_value(215_000) == "2150"
        assert not field.has_changed(215_050, shown)


@pytest.mark.parametrize(
    ("typed", "tenths"), [("", None), ("0", 0), ("55", 550), ("55,5", 555), ("100", 1000)]
)
def test_points_become_whole_tenths(typed, tenths):
    assert PointsField(required=False).clean(typed) == tenths


@pytest.mark.parametrize("typed", ["100,1", "55,55", "-5", "many"])
def test_points_out_of_scale_are_explained(typed):
    form = CallForm({"minimum_score_tenths": typed}, instance=CallFactory())

    assert "from 0 to 100" in str(form.errors["minimum_score_tenths"])


def test_zero_places_are_explained():
    form = CallForm({"places": "0"}, instance=CallFactory())

    assert "At least one place" in str(form.errors["places"])


@pytest.mark.parametrize(
    ("band", "said"),
    [
        ({"label": "gender=F"}, "at least one limit"),
        ({"label": "gender=F", "min_share": "60", "max_share": "40"}, "minimum is higher"),
        ({"label": "gender=F", "max_share": "101"}, "between 0 and 100"),
        ({"label": "gender=f", "min": "1"}, "not one of the available"),
        ({"label": "first_timer=yes", "min_share": "20"}, "in people"),
        (
            {"label": "gender=F", "min": "1", "weight_within": "3", "weight_beyond": "2"},
            "cannot be the smaller",
        ),
    ],
)
def test_bands_that_cannot_be_meant_are_explained(band, said):
    weights = {"tolerance": "0", "weight_within": "1", "weight_beyond": "2"}
    form = QuotaTargetForm({**weights, **band})

    with translation.override("en"):
        assert said in str(form.errors)


def mission_data(**changes) -> dict:
    data = {
        "state": ParticipatingStateFactory().pk, "election": "presidential", "election_day": "2099-01-24",
        "date_precision": "day", "format": "EOM", "stage": "expected",
    }  # fmt: skip
    return {**data, **changes}


def test_a_reference_is_made_and_numbered_where_it_is_taken():
    first = MissionForm(mission_data())
    assert first.is_valid(), first.errors
    first.save()
    second = MissionForm(mission_data())
    assert second.is_valid(), second.errors

    assert first.instance.reference == "KG-2099-01-presidential"
    assert second.instance.reference == "KG-2099-01-presidential-2"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"election_day": ""}, "__all__"),
        ({"date_precision": "month"}, "election_day"),
        ({"period_ends_on": "2099-01-31"}, "period_ends_on"),
        ({"voting_ends_on": "2099-01-23"}, "voting_ends_on"),
        ({"short_term_from": "2099-01-28", "short_term_to": "2099-01-18"}, "short_term_to"),
        ({"reference": "a b"}, "reference"),
        ({"share_percent": "101"}, "share_percent"),
    ],
)
def test_days_that_contradict_each_other_are_explained(changes, field):
    form = MissionForm(mission_data(**changes))

    assert list(form.errors) == [field]


def test_no_mission_has_days_in_the_field_that_end_before_they_begin():
    days = {"short_term_from": dt.date(2099, 1, 28), "short_term_to": dt.date(2099, 1, 18)}

    with pytest.raises(IntegrityError, match="mission_field_days_in_order"):
        MissionFactory(**days)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"election_day": dt.date(2099, 2, 1)}, "election_day"),
        ({"date_precision": DatePrecision.UNKNOWN, "election_day": ""}, "date_precision"),
        ({"format": "EET"}, "format"),
        ({"second_round_on": dt.date(2099, 2, 1)}, "second_round_on"),
    ],
)
def test_what_a_published_call_relies_on_is_not_changed(changes, field):
    mission = CallFactory().mission
    data = {name: getattr(mission, name) for name in MissionForm(instance=mission).fields}
    data = {name: value for name, value in data.items() if value is not None} | {"state": mission.state_id}

    assert MissionForm(data, instance=mission).is_valid()
    form = MissionForm({**data, **changes}, instance=mission)
    assert field in form.errors


def test_the_day_may_move_while_no_call_is_published():
    mission = CallFactory(unpublished=True).mission
    data = {name: getattr(mission, name) for name in MissionForm(instance=mission).fields}
    data = {name: value for name, value in data.items() if value is not None} | {"state": mission.state_id}

    form = MissionForm({**data, "election_day": dt.date(2099, 2, 1)}, instance=mission)
    assert form.is_valid(), form.errors


def test_a_source_is_asked_for():
    assert "source" in ConfirmForm({"source": "   "}).errors


def test_a_past_mission_can_be_entered():
    form = MissionForm(mission_data(election_day="2020-10-18"))

    assert form.is_valid(), form.errors
    assert MissionFactory._meta.model.objects.count() == 0
