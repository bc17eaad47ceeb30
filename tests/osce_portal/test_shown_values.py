"""A page of the admin that was opened before a colleague saved: nothing of the colleague's is lost."""

import pytest
from django.urls import reverse

from missions.enums import MissionFormat
from missions.errors import ChangedMeanwhile
from missions.models import Call, JpoOpening, Mission, Vacancy
from missions.services import update_mission
from osce_portal.audit.models import AuditValues
from osce_portal.staff_admin import row_address
from tests.factories.accounts import UserFactory
from tests.factories.missions import (
    CallFactory,
    JpoOpeningFactory,
    MissionFactory,
    RoundCallFactory,
    VacancyFactory,
)
from tests.permissions.controls import controls_of
from tests.races import race

pytestmark = pytest.mark.django_db
TOO_LATE = "Somebody else has changed this meanwhile. It now says: "


@pytest.fixture(autouse=True)
def officer(client):
    user = UserFactory(staff=True, groups=["desk_officer"], language="en")
    client.force_login(user)
    return user


def opened(client, row) -> dict[str, list[str]]:
    """What the page of this row would send, as it was opened now."""
    return controls_of(client.get(row_address(row)).text)


def test_an_older_page_writes_only_what_was_typed_there(client):
    mission = MissionFactory(observers_requested=100, share_percent=5, note_en="Seen.\r\nTwice.")
    page = opened(client, mission)
    Mission.objects.update(observers_requested=300, is_early=True, note_en="Seen.\nThrice.")

    assert client.post(row_address(mission), page | {"share_percent": "7"}).status_code == 302

    mission.refresh_from_db()
    assert (mission.observers_requested, mission.share_percent, mission.is_early) == (300, 7, True)
    assert mission.note_en == "Seen.\nThrice."
    assert AuditValues.objects.get(entry__action="mission.changed").values == {"share_percent": [5, 7]}


def test_what_a_colleague_changed_is_refused_beside_its_field_and_written_once_it_was_seen(client):
    mission = MissionFactory(observers_requested=100, format="EOM")
    page = opened(client, mission)
    Mission.objects.update(observers_requested=300, format="LEOM")

    answer = client.post(row_address(mission), page | {"observers_requested": "200", "format": "EAM"})

    errors = answer.context["adminform"].form.errors
    assert errors["observers_requested"] == [TOO_LATE + "300"]
    assert errors["format"] == [TOO_LATE + MissionFormat.LEOM.label]
    page = controls_of(answer.text)
    assert (page["observers_requested"], page["format"]) == (["200"], ["EAM"])
    assert Mission.objects.get().observers_requested == 300
    assert client.post(row_address(mission), page).status_code == 302
    assert (Mission.objects.get().observers_requested, Mission.objects.get().format) == (200, "EAM")


def test_what_both_typed_alike_is_no_conflict(client):
    mission = MissionFactory(observers_requested=100)
    page = opened(client, mission)
    Mission.objects.update(observers_requested=300)

    assert client.post(row_address(mission), page | {"observers_requested": "300"}).status_code == 302


def test_settings_of_a_call_are_compared_in_euros(client):
    call = CallFactory(places=10, budget_cents=100_00)
    page = opened(client, call)
    Call.objects.update(places=12, budget_cents=2_150_50)

    answer = client.post(row_address(call), page | {"budget_cents": "90", "text_fr": "Un", "text_nl": "Een"})

    assert answer.context["adminform"].form.errors == {"budget_cents": [TOO_LATE + "2150.50"]}
    assert client.post(row_address(call), page | {"text_fr": "Un", "text_nl": "Een"}).status_code == 302
    call.refresh_from_db()
    assert (call.places, call.budget_cents, call.text_fr) == (12, 2_150_50, "Un")


def test_ticks_and_rows_that_are_named_follow_too(client):
    vacancy, other = VacancyFactory(fields=["elections"], title_de="Berater"), VacancyFactory()
    page = opened(client, vacancy)
    Vacancy.objects.filter(pk=vacancy.pk).update(fields=["media", "elections"], follows=other, grade="S2")

    assert client.post(row_address(vacancy), page | {"title_de": "Beraterin"}).status_code == 302
    vacancy.refresh_from_db()
    assert (vacancy.fields, vacancy.follows, vacancy.grade) == (["media", "elections"], other, "S2")
    answer = client.post(row_address(vacancy), page | {"fields": ["media"]})
    assert set(answer.context["adminform"].form.errors) == {"fields"}


def test_lines_of_a_round_follow_too(client):
    opening = JpoOpeningFactory(round=RoundCallFactory(unpublished=True).round, code="A")
    address, page = row_address(opening.round), opened(client, opening.round)
    JpoOpening.objects.update(code="B")

    assert client.post(address, page | {"openings-0-title_de": "Wahlen"}).status_code == 302
    opening.refresh_from_db()
    assert (opening.code, opening.title_de) == ("B", "Wahlen")
    answer = client.post(address, page | {"openings-0-code": "C"})
    assert "It now says: B" in answer.text


def test_a_row_that_is_entered_has_shown_nothing(client):
    assert 'name="initial-' not in client.get(reverse("admin:missions_mission_add")).text


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("with_lock", [True, False])
def test_of_two_who_save_one_field_at_once_one_is_refused(with_lock):
    mission = MissionFactory(observers_requested=100)

    def save(observers: int):
        return lambda: update_mission(
            mission, actor=None, read={"observers_requested": 100}, observers_requested=observers
        )

    outcomes = race(save(200), save(300), with_lock=with_lock)
    assert sum(isinstance(outcome, ChangedMeanwhile) for outcome in outcomes) == with_lock
