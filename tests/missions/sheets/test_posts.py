"""Sheets of vacancies, openings of JPO rounds and crisis-management missions, row by row."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from missions.enums import SheetOutcome
from missions.models import CrisisMission, FieldOperation, JpoOpening, Vacancy
from missions.services import change_lines, confirm_announced, update_announced
from osce_portal.audit.models import AuditEntry
from tests.factories.missions import (
    CrisisCallFactory,
    JpoOpeningFactory,
    JpoRoundFactory,
    ParticipatingStateFactory,
    RoundCallFactory,
    VacancyCallFactory,
    VacancyFactory,
    days_from_today,
)
from tests.missions.sheets.sheets import outcomes, planned, taken
from tests.races import in_the_midst_of

pytestmark = pytest.mark.django_db
VACANCY = {
    "reference": "V-1", "structure": "Field_Operation", "field_operation": "OSCE Mission to X",
    "country": "kg", "title_fr": "Conseil", "title_nl": "Adviseur", "fields": "media; elections",
    "osce_closes_on": "31/12/2098",
    "posts": "02", "has_allowance": "oui", "tasks_fr": "Conseiller.",
    "tasks_nl": "Adviseren.", "source": "https://vacancies.osce.org/",
}  # fmt: skip
OPENING = {
    "jpo_round": "24", "number": "1", "code": "OSG/Legal", "title_fr": "Droit", "title_nl": "Recht",
    "summary_fr": "Rechercher", "summary_nl": "Opzoeken", "structure": "odihr",
}  # fmt: skip
CRISIS = {
    "reference": "C-1", "organisation": "eu", "country": "XK", "for_pool": "yes", "for_services": "no",
    "title_fr": "Juge", "title_nl": "Rechter", "starts_on": "2098-03-01", "duration_months": "12",
}  # fmt: skip


@pytest.fixture(autouse=True)
def english():
    ParticipatingStateFactory(iso2="KG")
    FieldOperation.objects.create(name="OSCE Mission to X", country="KG", status="active")
    with translation.override("en"):
        yield


def test_a_vacancy_comes_in_unconfirmed_and_unknown_where_a_cell_is_empty():
    assert outcomes(taken(VACANCY)) == ["new"]

    vacancy = Vacancy.objects.get()
    assert (vacancy.structure, vacancy.state.iso2, vacancy.field_operation.name) == (
        "field_operation", "KG", "OSCE Mission to X"
    )  # fmt: skip
    assert (vacancy.fields, vacancy.posts, vacancy.has_allowance) == (["media", "elections"], 2, True)
    assert vacancy.calendar_on == vacancy.osce_closes_on == dt.date(2098, 12, 31)
    assert (vacancy.duration_months, vacancy.may_apply_directly, vacancy.grade) == (None, None, "")
    assert (vacancy.is_confirmed, vacancy.published_at) == (False, None)
    assert outcomes(taken(VACANCY)) == ["unchanged"]
    acts = AuditEntry.objects.filter(object_ref=vacancy.public_id)
    assert list(acts.values_list("action", flat=True)) == ["vacancy.imported"]
    assert acts.get().value_rows.get().values["title_nl"] == "Adviseur"


def test_a_vacancy_is_changed_field_by_field_and_what_staff_edited_stays():
    taken(VACANCY)
    update_announced(Vacancy.objects.get(), actor=None, posts=5)

    (plan,) = planned(VACANCY | {"grade": "S2", "tasks_fr": "Conseiller, former."})
    assert plan.notes == [
        "the work (French): Conseiller. → Conseiller, former.",
        "grade: – → S2",
        "Edited here, and left so: number of posts",
    ]
    taken(VACANCY | {"grade": "S2"})
    assert list(Vacancy.objects.values_list("grade", "posts")) == [("S2", 5)]
    taken(VACANCY | {"grade": "", "posts": ""})
    assert list(Vacancy.objects.values_list("grade", "posts")) == [("", None)]


def test_a_new_row_says_how_it_was_read_and_whether_it_will_be_public():
    JpoRoundFactory(number=24)
    (vacancy,), (opening,) = planned(VACANCY), planned(OPENING)

    for sentence in (
        "structure of the OSCE: field_operation",
        "fields of expertise: media, elections",
        "closing date of the OSCE: 2098-12-31",
        "number of posts: 2",
    ):
        assert sentence in vacancy.notes
    assert vacancy.notes[-1] == "Only staff read it until it is confirmed."
    assert opening.notes[-1] == "Everybody reads it as soon as the sheet is taken over."
    assert "the work" not in " ".join(vacancy.notes)


def test_of_a_long_text_the_preview_shows_where_it_changes():
    taken(VACANCY | {"tasks_fr": "a" * 500 + " jusqu'ici " + "b" * 500})

    (plan,) = planned(VACANCY | {"tasks_fr": "a" * 500 + " jusque-là " + "b" * 500})

    assert len(plan.notes[0]) < 250
    assert "jusqu'ici" in plan.notes[0]
    assert "jusque-là" in plan.notes[0]


@pytest.mark.parametrize(
    ("row", "changes", "column"),
    [
        (VACANCY, {"reference": ""}, "reference"),
        (VACANCY, {"reference": "a b"}, "reference"),
        (VACANCY, {"structure": "abroad"}, "structure"),
        (VACANCY, {"structure": ""}, "structure"),
        (VACANCY, {"structure": "secretariat", "field_operation": ""}, "has_allowance"),
        (VACANCY, {"structure": "secretariat", "has_allowance": ""}, "field_operation"),
        (VACANCY, {"field_operation": "OSCE Mission to Y"}, "field_operation"),
        (VACANCY, {"country": "XX"}, "country"),
        (VACANCY, {"osce_closes_on": "soon"}, "osce_closes_on"),
        (VACANCY, {"posts": "0"}, "posts"),
        (VACANCY, {"posts": "some"}, "posts"),
        (VACANCY, {"posts": "99999"}, "posts"),
        (VACANCY, {"has_allowance": "perhaps"}, "has_allowance"),
        (VACANCY, {"fields": "media, gardening"}, "fields"),
        (VACANCY, {"link": "no address"}, "link"),
        (VACANCY, {"title_fr": "", "title_nl": ""}, "title_fr"),
        (VACANCY, {"title_nl": "x" * 201}, "title_nl"),
        (VACANCY, {"title_nl": "a\x0bb"}, "title_nl"),
        (VACANCY, {"follows": "V-0"}, "follows"),
        (VACANCY, {"follows": "V-1"}, "follows"),
        (OPENING, {"jpo_round": "25"}, "jpo_round"),
        (OPENING, {"jpo_round": "last"}, "jpo_round"),
        (OPENING, {"number": ""}, "number"),
        (OPENING, {"code": ""}, "code"),
        (OPENING, {"summary_fr": "x" * 301}, "summary_fr"),
        (CRISIS, {"organisation": "fifa"}, "organisation"),
        (CRISIS, {"country": "XX"}, "country"),
        (CRISIS, {"duration_months": "25"}, "duration_months"),
        (CRISIS, {"for_pool": ""}, "for_pool"),
        (CRISIS, {"for_pool": "no"}, "for_pool"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_column_and_leaves_the_others_in(row, changes, column):
    JpoRoundFactory(number=24)
    key = "number" if "number" in row else "reference"

    plan, good = taken(row | changes, row | {key: "7"})

    assert (plan.outcome, good.outcome) == (SheetOutcome.REFUSED, SheetOutcome.NEW)
    assert column in [code for code, _why in plan.faults]


def test_two_rows_about_one_entry_are_one():
    assert outcomes(taken(VACANCY, VACANCY | {"grade": "S1"})) == ["new", "refused"]


def test_a_vacancy_follows_another_of_the_portal_or_of_a_row_above():
    VacancyFactory(reference="V-0")

    plans = taken(VACANCY | {"follows": "V-0"}, VACANCY | {"reference": "V-2", "follows": "V-1"})
    assert outcomes(plans) == ["new", "new"]

    chain = Vacancy.objects.order_by("reference").values_list("reference", "follows__reference")
    assert list(chain) == [("V-0", None), ("V-1", "V-0"), ("V-2", "V-1")]


def test_notices_never_follow_each_other_in_a_circle():
    plain = VACANCY | {"follows": ""}
    taken(plain, plain | {"reference": "V-2", "follows": "V-1"})

    new = plain | {"reference": "V-3", "follows": "V-2"}
    assert outcomes(planned(plain | {"follows": "V-2"})) == ["refused"]
    assert outcomes(planned(new, plain | {"follows": "V-3"})) == ["new", "refused"]
    turned = plain | {"reference": "V-2", "follows": ""}, plain | {"follows": "V-2"}
    assert outcomes(taken(*turned)) == ["changed", "changed"]
    assert Vacancy.objects.get(reference="V-1").follows.reference == "V-2"


def test_what_is_published_keeps_its_texts_before_there_is_a_call():
    taken(VACANCY)
    confirm_announced(Vacancy.objects.get(), source=VACANCY["source"], actor=None)
    JpoOpeningFactory(round__number=24, number=1)

    for row in (VACANCY | {"tasks_nl": ""}, OPENING | {"number": "2", "summary_nl": ""}):
        (plan,) = taken(row)
        assert plan.outcome == SheetOutcome.REFUSED
        assert "Dutch" in plan.notes[0]


def test_a_crisis_mission_comes_in_for_whom_it_is_open():
    taken(CRISIS)

    mission = CrisisMission.objects.get()
    assert (mission.country.code, mission.for_pool, mission.for_services) == ("XK", True, False)
    assert (mission.calendar_on, mission.published_at) == (dt.date(2098, 3, 1), None)


def test_openings_enter_their_round_in_one_act():
    jpo_round = JpoRoundFactory(number=24)

    assert outcomes(taken(OPENING, OPENING | {"number": "2"})) == ["new", "new"]
    changed = taken(OPENING | {"title_nl": "Rechten"}, OPENING | {"number": "2"}, OPENING | {"number": "3"})
    assert outcomes(changed) == ["changed", "unchanged", "new"]
    openings = JpoOpening.objects.order_by("number")
    assert list(openings.values_list("round", "number", "title_nl", "structure")) == [
        (jpo_round.pk, 1, "Rechten", "odihr"), (jpo_round.pk, 2, "Recht", "odihr"),
        (jpo_round.pk, 3, "Recht", "odihr"),
    ]  # fmt: skip
    acts = AuditEntry.objects.filter(object_ref=jpo_round.public_id)
    assert list(acts.values_list("action", flat=True)) == ["jporound.lines_changed"] * 2


def test_what_a_published_call_rests_on_stands():
    taken(VACANCY | {"osce_closes_on": days_from_today(60).isoformat()}, VACANCY | {"reference": "V-2"})
    vacancy = confirm_announced(Vacancy.objects.get(reference="V-1"), source=VACANCY["source"], actor=None)
    VacancyCallFactory(vacancy=vacancy)

    there = VACANCY | {"osce_closes_on": days_from_today(60).isoformat()}

    def fault_of(**changes):
        plan, other = planned(there | changes, VACANCY | {"reference": "V-2"})
        assert other.outcome == SheetOutcome.UNCHANGED
        return (plan.outcome.value, *(code for code, _why in plan.faults))

    assert fault_of() == ("unchanged",)
    assert fault_of(osce_closes_on=days_from_today(30).isoformat()) == ("refused", "")
    assert fault_of(osce_closes_on=days_from_today(90).isoformat()) == ("changed",)
    assert fault_of(title_nl="") == ("refused", "")
    assert fault_of(tasks_fr="Autre chose.") == ("refused", "tasks_fr")
    assert fault_of(tasks_de="Beraten.") == ("changed",)
    assert fault_of(source="y") == ("refused", "source")
    assert fault_of(grade="S2") == ("changed",)  # the notice did not say it
    Vacancy.objects.filter(pk=vacancy.pk).update(
        grade="S1", duty_station_fr="Vienne", starts_on=dt.date(2099, 1, 1)
    )
    for change in ({"grade": "S4"}, {"duty_station_fr": "Varsovie"}, {"starts_on": "2099-02-01"}):
        assert fault_of(**change) == ("refused", *change)


def test_the_openings_of_a_published_call_keep_what_they_are_and_have_their_texts():
    opening = JpoOpeningFactory(round__number=24, number=1, code="OSG/Legal")
    RoundCallFactory(round=opening.round)
    empty = RoundCallFactory(round__number=25)
    there = {"jpo_round": "24", "number": "1", "code": "OSG/Legal"}

    assert outcomes(planned(there | {"title_fr": "Autre chose"})) == ["refused"]
    assert outcomes(planned(there | {"title_fr": opening.title_fr, "department_fr": "Bureau"})) == ["refused"]
    texts = {"department_fr": "Bureau", "department_nl": "Bureau"}
    assert outcomes(planned(there | texts)) == ["changed"]
    new = OPENING | {"number": "2", "summary_nl": ""}
    assert outcomes(planned(new, OPENING | {"number": "3"})) == ["refused", "new"]
    assert outcomes(planned(OPENING | {"jpo_round": str(empty.round.number), "summary_nl": ""})) == [
        "refused"
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"duration_months": "6"},
        {"for_pool": "no", "for_services": "yes"},
        {"for_services": "yes"},
        {"country": "UA"},
        {"duty_station_fr": "Kyiv"},
        {"starts_on": "2098-04-01"},
    ],
)
def test_a_crisis_mission_of_a_published_call_keeps_what_it_was_made_for(changes):
    taken(CRISIS | {"duty_station_fr": "Pristina", "duty_station_nl": "Pristina"})
    CrisisCallFactory(crisis_mission=CrisisMission.objects.get())

    plan, other = taken(CRISIS | changes, CRISIS | {"reference": "C-2"})

    assert (plan.outcome, other.outcome) == (SheetOutcome.REFUSED, SheetOutcome.NEW)
    assert "Description or duration changed" in plan.notes[0]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("with_lock", [True, False], ids=["locked", "control without lock"])
@pytest.mark.parametrize("row", [VACANCY, OPENING], ids=["vacancies", "openings"])
def test_an_import_loses_nothing_that_staff_write_meanwhile(row, with_lock):
    JpoRoundFactory(number=24)
    taken(row)
    entry = (JpoOpening if "jpo_round" in row else Vacancy).objects.get()

    def edit():
        if isinstance(entry, Vacancy):
            return update_announced(entry, actor=None, title_de="Von Hand")
        entry.title_de = "Von Hand"
        return change_lines(entry.round, actor=None, saved=[entry])

    in_the_midst_of(lambda: taken(row | {"title_de": "Vom Blatt"}), edit, with_lock=with_lock)

    entry.refresh_from_db()
    assert entry.title_de == ("Von Hand" if with_lock else "Vom Blatt")


@pytest.mark.parametrize("row", [VACANCY, OPENING, CRISIS], ids=["vacancies", "openings", "crisis"])
def test_a_look_asks_a_fixed_number_of_questions(row, django_assert_max_num_queries):
    JpoRoundFactory(number=24)
    key = "number" if "number" in row else "reference"
    rows = [row | {key: str(number)} for number in range(1, 40)]
    taken(*rows)
    changed = [one | {"title_de": "Neu"} for one in rows]

    with django_assert_max_num_queries(8):
        plans = planned(*changed)

    assert outcomes(plans) == ["changed"] * 39


@pytest.mark.parametrize("there", ["typed in", "imported"])
def test_what_staff_edit_after_an_import_that_changed_nothing_stays(there):
    row = VACANCY | {"grade": "S1"}
    taken(row)
    if there == "typed in":
        Vacancy.objects.update(row_as_found={})
    else:
        update_announced(Vacancy.objects.get(), actor=None, grade="S2")
        row |= {"grade": "S2"}
    assert outcomes(taken(row)) == ["unchanged"]
    update_announced(Vacancy.objects.get(), actor=None, grade="S4")

    (plan,) = taken(row)

    assert (plan.outcome, plan.kept) == (SheetOutcome.UNCHANGED, ["grade"])
    assert Vacancy.objects.get().grade == "S4"
    acts = AuditEntry.objects.filter(action="vacancy.changed")
    assert acts.count() == (1 if there == "typed in" else 2)


def test_a_notice_does_not_enter_twice_under_another_reference():
    numbered = VACANCY | {"number": "VNSECS00728"}
    taken(numbered)

    twin, spelt, again = planned(
        numbered | {"reference": "V-2"},
        VACANCY | {"reference": "v-1"},
        numbered | {"reference": "V-3", "follows": "V-1"},
    )

    assert outcomes([twin, spelt, again]) == ["refused", "refused", "new"]
    assert [code for plan in (twin, spelt) for code, _why in plan.faults] == ["number", "reference"]
    assert "stands as V-1" in twin.notes[0]
    assert "stands as V-1" in spelt.notes[0]
    other = VACANCY | {"reference": "V-8", "number": "VN2"}
    spelt = other | {"reference": "v-8", "number": ""}
    assert outcomes(planned(other, other | {"reference": "V-9"}, spelt)) == ["new", "refused", "refused"]
    taken(VACANCY | {"reference": "V-4"})
    assert outcomes(planned(numbered | {"reference": "V-4"})) == ["refused"]
    assert outcomes(planned(CRISIS, CRISIS | {"reference": "c-1"})) == ["new", "refused"]


def test_a_post_of_an_operation_in_kosovo_may_say_so():
    FieldOperation.objects.create(name="OSCE Mission in Kosovo", country="XK", status="active")
    row = VACANCY | {"field_operation": "OSCE Mission in Kosovo", "country": "xk"}

    assert outcomes(taken(row)) == ["new"]

    vacancy = Vacancy.objects.get()
    assert (vacancy.state, vacancy.country.code) == (None, "XK")
    assert outcomes(taken(row, VACANCY | {"reference": "V-2", "country": "XK"})) == ["unchanged", "refused"]
    alone = {"reference": "V-1", "structure": "field_operation", "osce_closes_on": "2098-12-31"}
    assert outcomes(planned(alone | {"country": "XK"})) == ["unchanged"]
    (elsewhere,) = planned(VACANCY | {"reference": "V-3", "country": "XK"})
    assert "Leave the cell empty" in elsewhere.notes[0]


def test_a_country_in_words_is_refused_in_the_words_of_the_page():
    (plan,) = planned(CRISIS | {"country": "Kosovo"})

    assert plan.notes == ["country: Please write the code of two letters, for example XK."]


def test_notices_that_follow_others_cost_no_more_for_each_that_follows():
    notices = [VACANCY | {"reference": f"V-{number}"} for number in range(20)]
    taken(*notices)
    lines = [
        later | {"follows": earlier["reference"]}
        for later, earlier in zip(notices[1:], notices, strict=False)
    ]

    with CaptureQueriesContext(connection) as plain:
        taken(*[line | {"follows": "", "grade": "S1"} for line in lines])
    with CaptureQueriesContext(connection) as followed:
        taken(*lines)

    assert len(followed) <= len(plain) + 2
