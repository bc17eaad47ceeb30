"""The real reference data, loaded once, twice, and after people have worked on it."""

import csv
import datetime as dt
from collections.abc import Callable, Iterable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone, translation

from missions.enums import DatePrecision, MissionFormat, MissionStage, Region
from missions.errors import LaterThanSixWeeks
from missions.loading import DATA, load_missions, load_reference_data, load_states, make_calls, read_rows
from missions.models import Call, FieldOperation, Mission, ParticipatingState
from missions.services import publish_call, set_election_call
from osce_portal.audit.models import AuditEntry
from tests.factories.missions import MissionFactory
from tests.races import in_the_midst_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def unconfirmed_are_published(settings):
    settings.UNCONFIRMED_MISSIONS_PUBLISHED = True


@pytest.fixture
def rewrite(tmp_path) -> Callable[[Callable], Path]:
    """Write every file of the data anew, its lines as a function gives them back; the folder they lie in."""

    def rewrite_with(change: Callable[[list[dict]], Iterable[dict]]) -> Path:
        for source in DATA.glob("*.csv"):
            rows = list(read_rows(DATA, source.stem))
            with (tmp_path / source.name).open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, rows[0])
                writer.writeheader()
                writer.writerows(change(rows))
        for source in DATA.glob("*.json"):
            (tmp_path / source.name).write_bytes(source.read_bytes())
        return tmp_path

    return rewrite_with


def with_line(iso2: str, date: str, **changes: str) -> Callable[[list[dict]], list[dict]]:
    """The data says something else of one mission."""

    def is_it(row: dict) -> bool:
        return (row.get("iso2"), row.get("election_date")) == (iso2, date)

    return lambda rows: [row | changes if is_it(row) else row for row in rows]


def test_every_line_of_the_data_is_loaded():
    counts = load_reference_data()

    assert {kind: numbers["new"] for kind, numbers in counts.items() if kind != "calls"} == {
        "participating States": 57,
        "field operations": 31,
        "missions": 84 + 44,
        "vacancies": 1,
        "JPO rounds": 1,
    }
    assert Mission.objects.filter(is_confirmed=True).count() == 84
    assert FieldOperation.objects.get(short_name="OMIK").country.name == "Kosovo"


def test_loading_twice_changes_nothing():
    load_reference_data()
    before = list(Mission.objects.order_by("pk").values()) + list(Call.objects.order_by("pk").values())
    entries = AuditEntry.objects.count()

    counts = load_reference_data()

    assert {what for numbers in counts.values() for what in numbers} == {"unchanged"}
    assert (
        list(Mission.objects.order_by("pk").values()) + list(Call.objects.order_by("pk").values()) == before
    )
    assert AuditEntry.objects.count() == entries


def test_references_are_unique_and_do_not_depend_on_the_order_of_lines(rewrite):
    load_reference_data()
    references = sorted(Mission.objects.values_list("reference", flat=True))
    assert {"KG-2027-01-presidential", "UA-undated-presidential-parliamentary", "MT-2027-parliamentary"} <= {
        *references
    }
    Call.objects.all().delete()
    Mission.objects.all().delete()

    load_reference_data(rewrite(reversed))

    assert sorted(Mission.objects.values_list("reference", flat=True)) == references


def test_states_are_named_in_four_languages_and_know_what_is_spoken_there():
    load_reference_data()
    state = ParticipatingState.objects.get(iso2="KG")
    names = []
    for code in ("fr", "nl", "de", "en"):
        with translation.override(code):
            names.append(state.name)

    assert names == ["Kirghizstan", "Kirgizië", "Kirgisistan", "Kyrgyzstan"]
    assert state.languages == "ky ru"
    assert ParticipatingState.objects.get(iso2="FI").languages == "fi sv"
    assert not ParticipatingState.objects.filter(languages="").exists()


def test_the_words_of_the_source_are_kept_beside_ours():
    load_reference_data()
    reduced = Mission.objects.get(reference="MD-2020-11-presidential")

    assert (reduced.format, reduced.stage) == (MissionFormat.LEOM, MissionStage.DOWNGRADED)
    assert reduced.format_as_found == "EOM, reduced to LEOM"
    assert Mission.objects.get(reference="RU-2021-09-parliamentary").election_as_found == "State Duma"
    with (DATA / "odihr_missions.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found = Mission.objects.filter(
                state__iso2=row["iso2"], election_as_found=row["election"], date_as_found=row["election_date"]
            )
            assert found.get().format_as_found == row["mission_type"]


def test_dates_are_no_more_exact_than_the_source():
    load_reference_data()
    expected = {
        "KG-2027-01-presidential": (DatePrecision.DAY, dt.date(2027, 1, 24), None),
        "AL-2027-05-local": (DatePrecision.MONTH, None, dt.date(2027, 5, 31)),
        "RS-2027-04-presidential": (DatePrecision.LATEST, None, dt.date(2027, 4, 30)),
        "MT-2027-parliamentary": (DatePrecision.LATEST, None, dt.date(2027, 12, 31)),
        "UA-undated-presidential-parliamentary": (DatePrecision.UNKNOWN, None, None),
    }

    missions = Mission.objects.filter(reference__in=expected)
    assert {m.reference: (m.date_precision, m.election_day, m.period_ends_on) for m in missions} == expected
    assert all(
        mission.calendar_on == (mission.election_day or mission.period_ends_on) for mission in missions
    )


def test_an_edited_field_survives_a_reload_and_the_others_follow_the_data(rewrite):
    load_reference_data()
    Mission.objects.filter(reference="AL-2027-05-local").update(format=MissionFormat.EAM, note_en="Edited")
    changed = with_line("AL", "2027-05", mission_type="LEOM likely", note="From the data", source="x")
    folder = rewrite(changed)

    assert load_missions(folder)["changed"] == 1

    mission = Mission.objects.get(reference="AL-2027-05-local")
    assert (mission.format, mission.note_en) == (MissionFormat.EAM, "Edited")
    assert mission.format_as_found == "LEOM likely"
    assert load_missions(folder)["changed"] == 0


def test_the_day_of_a_published_call_is_not_moved_by_a_reload(rewrite):
    load_reference_data()

    counts = load_missions(rewrite(with_line("KG", "2027-01-24", election_date="2027-01-31")))

    assert (counts["kept on the day of a published call"], counts["changed"]) == (1, 1)
    assert Mission.objects.get(reference="KG-2027-01-presidential").election_day == dt.date(2027, 1, 24)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("with_lock", [True, False], ids=["locked", "control without lock"])
def test_a_call_is_not_published_on_a_day_that_a_reload_moves(with_lock, rewrite):
    load_states(DATA)
    load_missions(rewrite(with_line("KG", "2027-01-24", election_date="2099-01-24")))
    mission = Mission.objects.get(reference="KG-2099-01-presidential")
    call = set_election_call(mission, actor=None)
    folder = rewrite(with_line("KG", "2027-01-24", election_date="2099-01-17"))

    _reloaded, published = in_the_midst_of(
        lambda: load_missions(folder), lambda: publish_call(call, actor=None), with_lock=with_lock
    )

    mission.refresh_from_db()
    assert mission.election_day == dt.date(2099, 1, 17)
    assert isinstance(published, LaterThanSixWeeks if with_lock else Call)


def test_each_past_eom_has_a_closed_call_and_a_coming_one_an_open_call():
    load_reference_data()
    today = timezone.localdate()

    for mission in Mission.objects.filter(format=MissionFormat.EOM, election_day__isnull=False):
        call = mission.calls.get()
        assert call.closes_on == mission.election_day - dt.timedelta(days=42)
        assert call.is_open(timezone.now()) == (call.closes_on >= today)
        assert call.places is None
    assert not Call.objects.exclude(mission__format=MissionFormat.EOM).exists()


def test_no_call_is_made_for_what_is_cancelled_or_for_what_staff_entered():
    loaded = {"election": "presidential"}
    coming = MissionFactory(loaded=loaded)
    MissionFactory()
    MissionFactory(loaded=loaded, stage=MissionStage.CANCELLED)
    MissionFactory(loaded=loaded, stage=MissionStage.DONE)

    assert make_calls() == {"opened": 1}
    assert Call.objects.get().mission == coming


def test_in_production_missions_from_memory_stay_unpublished_and_have_no_call(settings):
    settings.UNCONFIRMED_MISSIONS_PUBLISHED = False

    load_reference_data()

    assert Mission.objects.published().count() == 84
    assert not Call.objects.filter(mission__is_confirmed=False).exists()


def test_the_command_prints_what_it_did():
    out = StringIO()
    call_command("load_reference_data", stdout=out)
    call_command("load_reference_data", stdout=out)

    assert "missions: 128 new\n" in out.getvalue()
    assert "missions: 128 unchanged\n" in out.getvalue()
    assert "JPO rounds: 1 unchanged\ncalls: nothing to do\n" in out.getvalue()


def test_every_region_of_the_reference_data_has_its_word():
    load_reference_data()

    assert set(ParticipatingState.objects.values_list("region", flat=True)) == set(Region.values)
