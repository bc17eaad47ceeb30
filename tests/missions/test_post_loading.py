"""The vacancies and rounds of the reference data, loaded once, twice, and after people worked on them."""

import datetime as dt
import json

import pytest
from django.utils import timezone

from missions.enums import CallStatus
from missions.loading import DATA
from missions.models import JpoOpening, JpoRound, Vacancy
from missions.post_loading import load_rounds, load_vacancies, read_entries
from missions.services import change_lines, update_announced
from missions.texts import gaps_of_announced
from osce_portal.audit.models import AuditEntry
from tests.factories.missions import ParticipatingStateFactory, RoundCallFactory, VacancyCallFactory
from tests.races import in_the_midst_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def austria():
    return ParticipatingStateFactory(iso2="AT")


def test_the_round_of_2020_is_loaded_with_its_openings_in_four_languages():
    load_rounds(DATA)

    jpo_round = JpoRound.objects.get(number=23)
    openings = list(jpo_round.openings.all())
    assert [opening.number for opening in openings] == list(range(1, 23))
    assert len({opening.code for opening in openings}) == 22
    assert {
        len({getattr(opening, f"summary_{code}") for opening in openings})
        for code in ("fr", "nl", "de", "en")
    } == {22}
    assert gaps_of_announced(jpo_round) == []
    assert [opening.number for opening in openings if opening.structure == "rfom"] == [22]
    assert openings[13].code == "OCEEA/Energy Security"  # printed OCCEA by mistake
    assert [(line.months, line.allowance_cents) for line in jpo_round.placements.all()] == [
        (6, 125_000),
        (6, 100_000),
    ]
    assert (jpo_round.osce_funded_limit, jpo_round.is_sponsored, jpo_round.degree_asked) == (5, None, "")
    assert jpo_round.calendar_on == dt.date(2020, 9, 1)
    assert jpo_round.status_without_call(timezone.localdate()) == CallStatus.CLOSED


def test_what_the_notice_of_the_police_unit_does_not_say_stays_unknown():
    load_vacancies(DATA)

    vacancy = Vacancy.objects.get(reference="OSCE-HEAD-SPMU")
    unknown = ["posts", "issued_on", "osce_closes_on", "starts_on", "duration_months", "minimum_years"]
    assert [getattr(vacancy, name) for name in unknown] == [None] * 6
    assert (vacancy.number, vacancy.grade, vacancy.fields, vacancy.qualifications) == ("", "", [], "")
    assert (vacancy.unit_nl, vacancy.duty_station_fr) == ("Eenheid Strategische Politiezaken", "Vienne")
    assert vacancy.has_allowance is False
    assert gaps_of_announced(vacancy) == []
    assert vacancy.published_at is not None
    assert vacancy.status_without_call(timezone.localdate()) == CallStatus.NO_CALL


def test_loading_again_changes_nothing_and_keeps_what_staff_edited(tmp_path):
    load_vacancies(DATA)
    load_rounds(DATA)
    update_announced(Vacancy.objects.get(), actor=None, grade="S3")
    before = AuditEntry.objects.count()

    assert (load_vacancies(DATA), load_rounds(DATA)) == ({"unchanged": 1}, {"unchanged": 1})
    assert AuditEntry.objects.count() == before
    [entry] = read_entries(DATA, "vacancies")
    (tmp_path / "vacancies.json").write_text(json.dumps([entry | {"grade": "S2", "posts": 1}]))
    assert load_vacancies(tmp_path) == {"changed": 1}

    assert list(Vacancy.objects.values_list("grade", "posts")) == [("S3", 1)]


def corrected(folder, change):
    """The data of the rounds, as ``change`` leaves its one round."""
    [entry] = read_entries(DATA, "jpo_rounds")
    change(entry)
    (folder / "jpo_rounds.json").write_text(json.dumps([entry]))
    return folder


def test_a_correction_reaches_the_lines_of_a_round_that_nobody_edited(tmp_path):
    load_rounds(DATA)
    edited, taken_out = JpoOpening.objects.get(number=4), JpoOpening.objects.get(number=5)
    edited.summary_fr = "Autre chose"
    change_lines(JpoRound.objects.get(), actor=None, saved=[edited], removed=[taken_out])

    def correct(entry):
        entry["openings"][0]["title_fr"] = "Droit"
        entry["openings"][3] |= {"summary_fr": "De la donnée", "code": "OSG/New"}
        entry["openings"][4]["title_fr"] = "Parti"
        entry["openings"].append(entry["openings"][0] | {"number": 23})
        entry["placements"][0]["starts_on"] = "2020-08-15"

    folder = corrected(tmp_path, correct)
    assert load_rounds(folder) == {"changed": 1}

    rows = {opening.number: opening for opening in JpoOpening.objects.all()}
    assert sorted(rows) == [*range(1, 5), *range(6, 24)]
    assert (rows[1].title_fr, rows[4].summary_fr, rows[4].code) == ("Droit", "Autre chose", "OSG/New")
    assert JpoRound.objects.get().calendar_on == dt.date(2020, 8, 15)
    before = AuditEntry.objects.count()
    assert load_rounds(folder) == {"unchanged": 1}
    assert AuditEntry.objects.count() == before


def test_lines_loaded_before_their_values_were_kept_follow_the_next_correction(tmp_path):
    load_rounds(DATA)
    JpoRound.objects.update(loaded=read_entries(DATA, "jpo_rounds")[0] | {"openings": {}, "placements": {}})
    assert load_rounds(DATA) == {"unchanged": 1}

    folder = corrected(tmp_path, lambda entry: entry["openings"][0].update(title_nl="Recht"))
    assert load_rounds(folder) == {"changed": 1}

    assert JpoOpening.objects.get(number=1).title_nl == "Recht"


def test_a_correction_takes_no_text_from_a_published_call(tmp_path):
    load_rounds(DATA)
    RoundCallFactory(round=JpoRound.objects.get())

    folder = corrected(tmp_path, lambda entry: entry["openings"][0].update(title_nl=""))
    assert load_rounds(folder) == {"kept as a published call says": 1}
    assert JpoOpening.objects.get(number=1).title_nl == "Juridische zaken"

    folder = corrected(tmp_path, lambda entry: entry["openings"][0].update(title_nl="Recht"))
    assert load_rounds(folder) == {"changed": 1}


def test_a_correction_does_not_bring_the_day_of_the_osce_before_a_published_call(tmp_path):
    load_vacancies(DATA)
    call = VacancyCallFactory(vacancy=Vacancy.objects.get())
    [entry] = read_entries(DATA, "vacancies")
    early = entry | {"osce_closes_on": call.closes_on.isoformat(), "grade": "S4"}
    (tmp_path / "vacancies.json").write_text(json.dumps([early]))

    assert load_vacancies(tmp_path) == {"kept as a published call says": 1}
    assert list(Vacancy.objects.values_list("osce_closes_on", "grade")) == [(None, "")]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("with_lock", [True, False], ids=["locked", "control without lock"])
def test_a_correction_and_an_edit_at_once_leave_what_staff_wrote(with_lock, tmp_path):
    load_vacancies(DATA)
    vacancy = Vacancy.objects.get()
    [entry] = read_entries(DATA, "vacancies")
    (tmp_path / "vacancies.json").write_text(json.dumps([entry | {"grade": "S2"}]))

    in_the_midst_of(
        lambda: load_vacancies(tmp_path),
        lambda: update_announced(vacancy, actor=None, grade="S3"),
        with_lock=with_lock,
    )

    vacancy.refresh_from_db()
    assert vacancy.grade == ("S3" if with_lock else "S2")


def test_an_entry_without_a_source_is_not_published_in_production(tmp_path, settings):
    settings.UNCONFIRMED_MISSIONS_PUBLISHED = False
    [entry] = read_entries(DATA, "vacancies")
    (tmp_path / "vacancies.json").write_text(json.dumps([entry | {"is_confirmed": False}]))

    load_vacancies(tmp_path)

    assert Vacancy.objects.get().published_at is None
