"""The calendar in the admin, as the staff's roles meet it."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from missions.errors import BeforeLongTermCall
from missions.models import Call, Mission, QuotaTarget
from missions.services import bands_of, set_bands, update_mission
from osce_portal.audit.models import AuditEntry, AuditValues
from osce_portal.formats.money import euros
from osce_portal.staff_admin import row_address
from tests.factories.accounts import UserFactory
from tests.factories.missions import CallFactory, MissionFactory, ParticipatingStateFactory

pytestmark = pytest.mark.django_db

NO_BANDS = {
    "quota_targets-TOTAL_FORMS": "0", "quota_targets-INITIAL_FORMS": "0",
    "quota_targets-MIN_NUM_FORMS": "0", "quota_targets-MAX_NUM_FORMS": "1000",
}  # fmt: skip
BAND = {"tolerance": "0", "weight_within": "1", "weight_beyond": "2"}


@pytest.fixture
def officer(client):
    user = UserFactory(staff=True, groups=["desk_officer"], language="en")
    client.force_login(user)
    return user


def change_url(row) -> str:
    return row_address(row)


def call_data(**changes) -> dict:
    texts = {f"text_{code}": "" for code in ("fr", "nl", "de", "en")}
    data = {"places": "", "unit_cost_cents": "", "budget_cents": "", "minimum_score_tenths": ""}
    return {**data, **texts, **NO_BANDS, **changes}


def band_rows(*bands: dict) -> dict:
    rows = {
        f"quota_targets-{number}-{name}": value
        for number, band in enumerate(bands)
        for name, value in {**BAND, **band}.items()
    }
    return {**rows, **NO_BANDS, "quota_targets-TOTAL_FORMS": str(len(bands))}


def test_settings_of_a_call_are_typed_in_euros_and_logged(client, officer):
    call = CallFactory()

    response = client.post(
        change_url(call), call_data(places="10", unit_cost_cents="2150,50", budget_cents="0")
    )

    assert response.status_code == 302
    call.refresh_from_db()
    assert (call.places, call.unit_cost_cents, call.budget_cents) == (10, 215_050, 0)
    entry = AuditEntry.objects.get(action="call.settings_changed")
    assert entry.actor == officer
    assert AuditEntry.objects.filter(object_ref=call.public_id).count() == 1


def test_a_wrong_amount_is_explained_beside_the_field_and_kept(client, officer):
    response = client.post(change_url(CallFactory()), call_data(budget_cents="thirty thousand"))

    content = response.content.decode()
    assert "Please give an amount in euros" in content
    assert 'value="thirty thousand"' in content


def test_the_deadline_of_a_call_cannot_be_posted(client, officer):
    call = CallFactory()

    client.post(
        change_url(call), call_data(closes_on="2099-01-01", closes_at_0="2099-01-01", closes_at_1="0:00")
    )

    before = (call.closes_on, call.closes_at)
    call.refresh_from_db()
    assert (call.closes_on, call.closes_at) == before


def test_bands_are_added_changed_and_removed_as_a_whole(client, officer):
    call = CallFactory()
    client.post(change_url(call), call_data(**band_rows({"label": "gender=F", "min_share": "40"})))
    assert [band["label"] for band in bands_of(call)] == ["gender=F"]

    (target,) = call.quota_targets.all()
    rows = band_rows(
        {"label": "gender=F", "id": str(target.pk), "DELETE": "on"}, {"label": "gender=M", "min": "2"}
    )
    client.post(change_url(call), call_data(**rows) | {"quota_targets-INITIAL_FORMS": "1"})

    assert [(band["label"], band["min"]) for band in bands_of(call)] == [("gender=M", 2)]
    assert AuditEntry.objects.filter(action="call.bands_changed").count() == 2


def test_two_bands_for_the_same_people_are_explained(client, officer):
    call = CallFactory()
    rows = band_rows({"label": "gender=F", "min": "1"}, {"label": "gender=F", "min": "2"})

    response = client.post(change_url(call), call_data(**rows))

    assert "Please correct the duplicate" in response.content.decode()
    assert bands_of(call) == []


def test_the_settings_of_a_decided_call_are_still_read(client, officer):
    call = CallFactory(closed=True, decided_at=timezone.now(), places=10)
    QuotaTarget.objects.create(call=call, label="gender=F", min=3)

    page = client.get(change_url(call))

    assert page.status_code == 200
    assert "gender=F" not in page.content.decode()


@pytest.mark.parametrize("group", ["budget_officer", "decider", "auditor"])
def test_who_only_reads_a_call_reads_money_in_euros_and_finds_the_selection(client, group):
    call = CallFactory(closed=True, places=10, unit_cost_cents=340000, budget_cents=0)
    client.force_login(UserFactory(staff=True, groups=[group], language="en"))

    page = client.get(change_url(call)).content.decode()

    assert euros(340000) in page
    assert euros(0) in page
    assert "340000" not in page
    assert reverse("delegation:run-latest", args=[call.public_id]) in page


def test_a_decided_call_cannot_be_changed_any_more(client, officer):
    call = CallFactory(closed=True, decided_at=timezone.now(), places=10)
    set_to = call_data(places="3", **band_rows({"label": "gender=F", "min": "1"}))

    client.post(change_url(call), set_to)

    call.refresh_from_db()
    assert call.places == 10
    assert bands_of(call) == []


def test_calls_are_neither_added_nor_deleted_by_hand(client, officer):
    call = CallFactory()

    assert client.get(reverse("admin:missions_call_add")).status_code == 404
    assert client.post(row_address(call).replace("change", "delete")).status_code == 404


def test_the_call_page_suggests_places(client, officer):
    call = CallFactory(
        mission__observers_requested=300,
        mission__share_percent=10,
        budget_cents=3_000_000,
        unit_cost_cents=250_000,
    )

    assert "the share allows 30, the budget pays 12" in client.get(change_url(call)).content.decode()


def test_a_preset_shows_what_it_means_and_is_applied_with_one_button(client, officer):
    call = CallFactory(places=10)
    url = reverse("admin:missions_call_presets", args=[call.public_id])
    assert "4 to 6 of 10" in client.get(url).content.decode()

    assert client.post(url, {"preset": "balanced"}).status_code == 302
    assert [band["label"] for band in bands_of(call)] == [
        "affiliation=internal",
        "gender=F",
        "language_group=FR",
    ]
    assert "Please choose one of the presets" in client.post(url, {"preset": "x"}).content.decode()


def test_a_preset_is_refused_once_the_selection_is_approved(client, officer):
    call = CallFactory(closed=True, decided_at=timezone.now())
    url = reverse("admin:missions_call_presets", args=[call.public_id])

    assert "can no longer change" in client.post(url, {"preset": "balanced"}).content.decode()


def test_a_mission_is_confirmed_on_its_page(client, officer):
    mission = MissionFactory(unconfirmed=True, unpublished=True)
    url = reverse("admin:missions_mission_confirm", args=[mission.public_id])
    assert "This field is required" in client.post(url, {"source": " "}).content.decode()

    assert client.post(url, {"source": "https://www.osce.org/x"}).status_code == 302
    mission.refresh_from_db()
    assert (mission.is_confirmed, mission.published_at is not None) == (True, True)


def test_the_call_of_a_mission_is_set_with_its_deadline_in_sight(client, officer):
    mission = MissionFactory(election_day=dt.date(2099, 1, 25))
    url = reverse("admin:missions_mission_call", args=[mission.public_id])
    assert "14 December 2098, 24:00 (Brussels time)" in client.get(url).content.decode()

    client.post(url, {"set": "1"})
    assert Call.objects.get().published_at is None
    client.post(url, {"publish": "1"})
    assert Call.objects.get().is_open(timezone.now())
    assert "already published" in client.post(url, {"publish": "1"}).content.decode()


def test_a_call_that_cannot_be_set_says_why(client, officer):
    mission = MissionFactory(asks_for_nobody=True)
    url = reverse("admin:missions_mission_call", args=[mission.public_id])

    assert "does not ask participating States" in client.post(url, {"publish": "1"}).content.decode()


def test_a_refused_publication_leaves_the_call_set_and_unpublished(client, officer):
    mission = MissionFactory(unpublished=True)
    url = reverse("admin:missions_mission_call", args=[mission.public_id])

    assert "Publish the mission first" in client.post(url, {"publish": "1"}).content.decode()
    assert Call.objects.get().published_at is None


def test_list_actions_name_each_refusal(client, officer):
    good, bad = MissionFactory(), MissionFactory(asks_for_nobody=True)
    response = client.post(
        reverse("admin:missions_mission_changelist"),
        {"action": "set_calls", "_selected_action": [good.pk, bad.pk]},
        follow=True,
    )
    assert "does not ask participating States" in response.content.decode()

    call = good.calls.get()
    url = reverse("admin:missions_call_changelist")
    client.post(url, {"action": "publish_calls", "_selected_action": [call.pk]})
    again = client.post(url, {"action": "publish_calls", "_selected_action": [call.pk]}, follow=True)
    assert "already published" in again.content.decode()
    call.refresh_from_db()
    assert call.published_at is not None


def mission_data(mission: Mission, **changes) -> dict:
    names = ["election", "election_day", "date_precision", "period_ends_on", "format", "stage"]
    data = {name: getattr(mission, name) or "" for name in names}
    return {**data, "state": mission.state_id, **changes}


def test_a_mission_is_changed_and_the_change_logged(client, officer):
    mission = MissionFactory()

    response = client.post(
        change_url(mission),
        mission_data(mission, observers_requested="300", note_en="Seen", short_term_from="2099-01-19"),
    )

    assert response.status_code == 302, response.context["adminform"].errors
    mission.refresh_from_db()
    assert (mission.observers_requested, mission.note_en) == (300, "Seen")
    assert mission.short_term_from == dt.date(2099, 1, 19)
    values = AuditValues.objects.get(entry__action="mission.changed").values
    assert values["observers_requested"] == [None, 300]


def test_the_day_of_a_published_call_is_refused_with_the_reason(client, officer):
    call = CallFactory()
    data = mission_data(call.mission, election_day="2099-01-01")

    response = client.post(change_url(call.mission), data)

    assert "A published call has its deadline from this day" in response.content.decode()
    call.mission.refresh_from_db()
    assert call.mission.election_day != dt.date(2099, 1, 1)


@pytest.mark.parametrize("asked", ["EAM", "unknown"])
def test_a_format_without_observers_is_refused_without_naming_an_act_that_is_not_there(
    client, officer, asked
):
    call = CallFactory()

    response = client.post(change_url(call.mission), mission_data(call.mission, format=asked))

    errors = response.context["adminform"].errors["format"]
    assert errors == ["A call for short-term observers is published: choose a format that may send them."]


def test_a_mission_is_added_unconfirmed_and_unpublished(client, officer):
    state = ParticipatingStateFactory()
    data = {
        "state": state.pk, "election": "presidential", "election_day": "2099-01-24", "date_precision": "day",
        "format": "EOM", "stage": "expected", "is_confirmed": "on",
    }  # fmt: skip

    assert client.post(reverse("admin:missions_mission_add"), data).status_code == 302
    mission = Mission.objects.get()
    assert (mission.reference, mission.is_confirmed, mission.published_at) == (
        "KG-2099-01-presidential", False, None,
    )  # fmt: skip
    assert AuditEntry.objects.filter(action="mission.added", actor=officer).exists()


@pytest.mark.parametrize("model", ["mission", "call", "participatingstate", "fieldoperation"])
def test_lists_cost_no_more_queries_with_three_rows_than_with_one(
    client, officer, model, django_assert_max_num_queries
):
    url = reverse(f"admin:missions_{model}_changelist")
    CallFactory()
    with django_assert_max_num_queries(20) as first:
        assert client.get(url).status_code == 200
    CallFactory.create_batch(2)
    with django_assert_max_num_queries(len(first)):
        assert client.get(url, {"q": ""}).status_code == 200


@pytest.mark.parametrize(
    ("act", "row"),
    [("mission_confirm", MissionFactory), ("mission_call", MissionFactory), ("call_presets", CallFactory)],
)
@pytest.mark.parametrize("group", ["decider", "budget_officer", "auditor", "administrator"])
def test_acts_do_not_exist_for_those_who_may_not_change(client, act, row, group):
    client.force_login(UserFactory(staff=True, groups=[group]))
    url = reverse(f"admin:missions_{act}", args=[row().public_id])

    assert client.get(url).status_code == client.post(url).status_code == 404


def test_nobody_signed_in_is_sent_to_the_login(client):
    url = reverse("admin:missions_call_presets", args=[CallFactory().public_id])

    assert client.get(url).status_code == 302


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_the_forms_open_in_every_language_without_inline_script_or_style(client, officer, language):
    officer.language = language
    officer.save()
    call = CallFactory(sized=True)
    set_bands(call, actor=officer, bands=[{"label": "gender=F", "min_share": 40}])

    for row in (call, call.mission, call.mission.state):
        response = client.get(change_url(row))
        assert response.status_code == 200
        content = response.content.decode()
        assert " style=" not in content
        assert " onclick=" not in content
    with translation.override(language):
        assert call.mission.state.name in client.get(change_url(call)).content.decode()


def test_odihrs_date_for_ltos_comes_after_the_last_day_of_their_call(client, officer):
    call = CallFactory(role="lto")
    last, mission = call.closes_on, call.mission
    for day in (last, last - dt.timedelta(days=1)):
        answer = client.post(change_url(mission), mission_data(mission, long_term_due_on=day.isoformat()))
        assert answer.context["adminform"].errors["long_term_due_on"] == [str(BeforeLongTermCall.message)]
        with pytest.raises(BeforeLongTermCall):
            update_mission(mission, actor=officer, long_term_due_on=day)

    after = last + dt.timedelta(days=1)
    data = mission_data(mission, long_term_due_on=after.isoformat())
    assert client.post(change_url(mission), data).status_code == 302
    mission.refresh_from_db()
    assert mission.long_term_due_on == after
    Call.objects.update(role="sto")
    assert update_mission(mission, actor=officer, long_term_due_on=last).long_term_due_on == last
