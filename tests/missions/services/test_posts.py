"""Vacancies, rounds, crisis missions and selections by Selor: what may happen to them and to their calls."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError
from django.utils import timezone, translation

from missions import errors
from missions.enums import CallStatus
from missions.models import Call, JpoOpening, JpoPlacement, Vacancy
from missions.services import (
    add_announced,
    change_lines,
    confirm_announced,
    place_in_calendar,
    publish_call,
    set_call,
    update_announced,
    update_call_settings,
)
from osce_portal.audit.models import AuditEntry
from osce_portal.common.enums import Role, Scheme
from tests.factories.accounts import UserFactory
from tests.factories.missions import (
    CrisisMissionFactory,
    JpoOpeningFactory,
    JpoRoundFactory,
    RoundCallFactory,
    SelorRoundFactory,
    VacancyCallFactory,
    VacancyFactory,
    days_from_today,
)
from tests.races import in_the_midst_of

pytestmark = pytest.mark.django_db
HOW = {f"how_to_apply_{language}": "osce@example.be" for language in ("fr", "nl")}


@pytest.fixture
def officer():
    return UserFactory(staff=True)


def acts(row) -> list[str]:
    found = AuditEntry.objects.filter(object_ref=row.public_id).order_by("id")
    return list(found.values_list("action", flat=True))


@pytest.mark.parametrize(
    ("factory", "scheme", "role"),
    [
        (VacancyFactory, Scheme.SECONDMENT, Role.SECONDEE),
        (JpoRoundFactory, Scheme.JPO, Role.JPO),
        (CrisisMissionFactory, Scheme.CRISIS_MANAGEMENT, Role.CRISIS_EXPERT),
    ],
)
def test_a_call_closes_at_the_end_of_its_last_day_in_brussels(factory, scheme, role, officer):
    subject, last = factory(), days_from_today(20)

    call = set_call(subject, actor=officer, closes_on=last)

    midnight = dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), tzinfo=ZoneInfo("Europe/Brussels"))
    assert (call.scheme, call.role, call.closes_at) == (scheme, role, midnight)
    assert call.subject == subject
    subject.refresh_from_db()
    assert subject.calendar_on == last
    assert set_call(subject, actor=officer, closes_on=days_from_today(21)).pk == call.pk
    assert acts(call) == ["call.set", "call.set"]


@pytest.mark.parametrize(("days_before", "is_refused"), [(0, True), (1, False), (-1, True)])
def test_the_national_last_day_comes_before_that_of_the_osce(days_before, is_refused, officer):
    osce = days_from_today(40)
    vacancy, last = VacancyFactory(osce_closes_on=osce), osce - dt.timedelta(days=days_before)

    if is_refused:
        with pytest.raises(errors.LaterThanOsce):
            set_call(vacancy, actor=officer, closes_on=last)
    else:
        assert set_call(vacancy, actor=officer, closes_on=last).closes_on == last


def test_a_call_opens_once_it_is_confirmed_and_complete_and_then_stands(officer):
    vacancy = VacancyFactory(unpublished=True, tasks_fr="Diriger l’unité")
    call = set_call(vacancy, actor=officer, closes_on=days_from_today(20))

    with pytest.raises(errors.NotConfirmed):
        publish_call(call, actor=officer)
    update_announced(vacancy, actor=officer, tasks_nl="De eenheid leiden")
    confirm_announced(vacancy, source="https://vacancies.osce.org/", actor=officer)
    with translation.override("en"), pytest.raises(errors.TextsMissing) as refusal:
        publish_call(call, actor=officer)
    update_call_settings(call, actor=officer, **HOW)
    call = publish_call(call, actor=officer)

    assert "how to apply" in str(refusal.value).lower()
    assert call.is_open(timezone.now())
    assert call.seed
    with pytest.raises(errors.AlreadyPublished):
        set_call(vacancy, actor=officer, closes_on=days_from_today(30))
    assert acts(vacancy) == ["vacancy.changed", "vacancy.confirmed"]


@pytest.mark.parametrize(
    ("factory", "texts", "missing"),
    [
        (VacancyFactory, {"tasks_fr": "Diriger"}, "the work (dutch)"),
        (JpoRoundFactory, {"terms_nl": "Eén jaar"}, "terms of the round (french)"),
        (CrisisMissionFactory, {"title_nl": ""}, "title (dutch)"),
        (SelorRoundFactory, {"text_en": "In autumn"}, "text (french); text (dutch)"),
    ],
)
def test_no_entry_is_confirmed_nor_comes_to_stand_in_public_without_french_or_dutch(
    factory, texts, missing, officer
):
    row = factory(unpublished=True, **texts)
    with translation.override("en"), pytest.raises(errors.TextsMissing) as refusal:
        confirm_announced(row, source="https://www.osce.org/", actor=officer)
    assert missing in str(refusal.value).lower()
    row.refresh_from_db()
    assert (row.is_confirmed, row.published_at) == (False, None)

    published = factory()
    with pytest.raises(errors.TextsMissing):
        update_announced(published, actor=officer, **texts)
    assert acts(row) == acts(published) == []


def test_an_opening_without_dutch_keeps_its_round_from_being_confirmed(officer):
    jpo_round = JpoRoundFactory(unpublished=True)
    change_lines(jpo_round, actor=officer, saved=[JpoOpeningFactory.build(round=jpo_round, title_nl="")])

    with pytest.raises(errors.TextsMissing):
        confirm_announced(jpo_round, source="https://www.osce.org/", actor=officer)
    published = JpoRoundFactory()
    with pytest.raises(errors.TextsMissing):
        change_lines(published, actor=officer, saved=[JpoOpeningFactory.build(round=published, title_nl="")])


def test_a_call_whose_last_day_is_past_does_not_open(officer):
    call = VacancyCallFactory(closed=True, unpublished=True)

    with pytest.raises(errors.LastDayPassed):
        publish_call(call, actor=officer)


def test_a_published_call_loses_no_text_in_french_or_dutch(officer):
    call = VacancyCallFactory()

    with pytest.raises(errors.TextsMissing):
        update_call_settings(call, actor=officer, how_to_apply_nl="")
    with pytest.raises(errors.TextsMissing):
        update_announced(call.vacancy, actor=officer, title_fr="")
    with pytest.raises(errors.TextsMissing):
        update_announced(call.vacancy, actor=officer, tasks_en="Leads the unit")
    update_announced(call.vacancy, actor=officer, title_de="")

    assert Vacancy.objects.get().title_fr == "Police Adviser"
    assert Call.objects.get().how_to_apply_nl == "osce@example.be"


def test_the_closing_date_of_the_osce_cannot_move_before_a_published_last_day(officer):
    call = VacancyCallFactory()

    with pytest.raises(errors.LaterThanOsce):
        update_announced(call.vacancy, actor=officer, osce_closes_on=call.closes_on)


def test_no_call_opens_whose_last_day_the_closing_date_of_the_osce_has_overtaken(officer):
    call = call_to_publish()
    update_announced(call.vacancy, actor=officer, osce_closes_on=call.closes_on)

    with pytest.raises(errors.LaterThanOsce):
        publish_call(call, actor=officer)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("with_lock", [True, False], ids=["locked", "control without lock"])
def test_the_closing_date_of_the_osce_cannot_move_while_the_call_is_published(with_lock):
    call = call_to_publish()

    _moved, published = in_the_midst_of(
        lambda: update_announced(call.vacancy, actor=None, osce_closes_on=call.closes_on),
        lambda: publish_call(call, actor=None),
        with_lock=with_lock,
    )

    assert isinstance(published, errors.LaterThanOsce if with_lock else Call)


def call_to_publish() -> Call:
    return VacancyCallFactory(published_at=None, opens_at=None, vacancy__osce_closes_on=days_from_today(60))


def test_the_outcome_is_told_once_the_selection_is_approved_and_nothing_else(officer):
    call = VacancyCallFactory(closed=True, decided_at=timezone.now())

    told = update_call_settings(call, actor=officer, outcome_fr="Une personne.", outcome_nl="Eén persoon.")

    assert told.outcome_nl == "Eén persoon."
    with pytest.raises(errors.AlreadyDecided):
        update_call_settings(call, actor=officer, places=3)


def test_what_is_entered_is_unpublished_until_a_source_confirms_it(officer):
    row = add_announced(
        SelorRoundFactory.build(unpublished=True, closes_on=days_from_today(9)), actor=officer
    )

    assert row.published_at is None
    assert row.calendar_on == days_from_today(9)
    with pytest.raises(errors.SourceMissing):
        confirm_announced(row, source=" ", actor=officer)
    confirmed = confirm_announced(row, source="https://www.selor.be/", actor=officer)
    assert confirmed.is_confirmed
    assert confirmed.published_at is not None
    assert acts(row) == ["selorround.added", "selorround.confirmed"]


def test_the_place_in_the_calendar_follows_what_is_known(officer):
    vacancy = VacancyFactory()
    assert vacancy.status_without_call(days_from_today(0)) == CallStatus.NO_CALL

    vacancy = update_announced(vacancy, actor=officer, starts_on=days_from_today(90))
    assert vacancy.calendar_on == days_from_today(90)
    vacancy = update_announced(vacancy, actor=officer, osce_closes_on=days_from_today(40))
    assert vacancy.calendar_on == days_from_today(40)
    call = set_call(vacancy, actor=officer, closes_on=days_from_today(30))
    Call.objects.filter(pk=call.pk).update(cancelled_at=timezone.now())
    set_call(vacancy, actor=officer, closes_on=days_from_today(35))
    vacancy.refresh_from_db()
    place_in_calendar(vacancy)
    assert vacancy.calendar_on == days_from_today(35)


def test_lines_of_a_round_change_until_its_call_is_published(officer):
    jpo_round = JpoRoundFactory()
    first = JpoPlacement(
        round=jpo_round, order=1, where="secretariat", months=6, starts_on=days_from_today(50)
    )
    change_lines(jpo_round, actor=officer, saved=[first, JpoOpeningFactory.build(round=jpo_round)])
    opening = JpoOpening.objects.get()
    jpo_round.refresh_from_db()
    assert jpo_round.calendar_on == days_from_today(50)

    RoundCallFactory(round=jpo_round)
    with pytest.raises(errors.AlreadyPublished):
        change_lines(jpo_round, actor=officer, saved=[], removed=[opening])
    opening.title_nl = ""
    with pytest.raises(errors.TextsMissing):
        change_lines(jpo_round, actor=officer, saved=[opening])
    assert acts(jpo_round) == ["jporound.lines_changed"]


def test_a_post_has_one_living_call(officer):
    call = VacancyCallFactory()

    with pytest.raises(IntegrityError):
        VacancyCallFactory(vacancy=call.vacancy)
