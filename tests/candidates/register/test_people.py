"""What becomes of each row beside the files there are."""

import datetime as dt

import pytest

from candidates.enums import ImportOutcome, SheetKind
from candidates.models import Candidate, ObservationExperience, RegisterEntry
from candidates.register.running import examine
from candidates.register.working import import_sheet
from candidates.services import delete_entry, update_identity
from osce_portal.audit.models import AuditEntry
from osce_portal.mail.models import QueuedMail
from tests.candidates.register.sheets import people_of, person
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory, ObservationExperienceFactory
from tests.factories.delegation import officer

pytestmark = pytest.mark.django_db
NEW, CHANGED, UNCHANGED, REVIEW, REFUSED = ImportOutcome


def take(*people, actor=None):
    sheet = people_of(*people)
    done = import_sheet(SheetKind.PEOPLE, sheet, file_name="register.csv", actor=actor)
    return [plan for plans in done for plan in plans]


def look(*people, actor=None):
    return [p for plans in examine(SheetKind.PEOPLE, people_of(*people).rows, actor=actor) for p in plans]


def outcomes(plans):
    return [plan.outcome for plan in plans]


FULL = {
    "phone": "0470 12 34 56", "birth_date": "14/03/1988", "city": "Namur", "nationalities": "BE",
    "gender": "F", "group": "FR", "language": "FR", "missions": "STO MD 2021; LTO UA 2019",
}  # fmt: skip


def test_a_new_row_opens_a_file_with_its_missions_verified():
    (plan,) = take(person(1, **FULL))
    candidate = Candidate.objects.get()
    assert (plan.outcome, candidate.user, candidate.register_entry.number) == (NEW, None, "R1")
    assert (candidate.gender, candidate.language_group, candidate.correspondence_language) == (
        "F",
        "FR",
        "fr",
    )
    assert candidate.birth_date == dt.date(1988, 3, 14)
    assert candidate.is_registered and candidate.is_belgian
    lines = candidate.observations.order_by("year")
    assert [(line.role, line.country.code, line.year) for line in lines] == [
        ("lto", "UA", 2019),
        ("sto", "MD", 2021),
    ]
    assert all(line.for_belgium and line.verified_at for line in lines)


def test_every_written_row_is_in_the_log_of_its_person():
    take(person(1, **FULL))
    reference = Candidate.objects.get().public_id
    acts = AuditEntry.objects.filter(subject_ref=reference).values_list("action", flat=True)
    assert sorted(acts) == ["candidate.imported", "candidate.told", *["observationexperience.added"] * 2]


def test_a_dry_run_writes_nothing():
    assert outcomes(look(person(1, **FULL), person(2))) == [NEW, NEW]
    assert not Candidate.objects.exists() and not AuditEntry.objects.exists()


def test_the_same_sheet_again_changes_nothing():
    sheet = person(1, **FULL), person(2, number="")
    assert outcomes(take(*sheet)) == [NEW, NEW]
    logged = AuditEntry.objects.exclude(action="sheetimport.done").count()
    assert outcomes(take(*sheet)) == [UNCHANGED, UNCHANGED]
    assert (Candidate.objects.count(), ObservationExperience.objects.count()) == (2, 2)
    assert AuditEntry.objects.exclude(action="sheetimport.done").count() == logged


def test_what_changed_in_the_register_changes_in_a_file_nobody_touched():
    take(person(1, city="Namur"))
    (plan,) = take(person(1, city="Gand", phone="0470 12 34 56"))
    candidate = Candidate.objects.get()
    assert (plan.outcome, candidate.city, str(candidate.phone)) == (CHANGED, "Gand", "+32470123456")
    entry = AuditEntry.objects.get(action="candidate.changed")
    assert entry.value_rows.get().values["city"] == ["Namur", "Gand"]


def test_an_empty_cell_takes_nothing_away():
    take(person(1, city="Namur"))
    assert outcomes(take(person(1))) == [UNCHANGED]
    assert Candidate.objects.get().city == "Namur"


def test_what_somebody_changed_since_stays():
    take(person(1, city="Namur"))
    update_identity(Candidate.objects.get(), actor=officer(), city="Liège")
    (plan,) = take(person(1, city="Gand"))
    assert (plan.outcome, Candidate.objects.get().city) == (UNCHANGED, "Liège")
    assert plan.notes[0].values["fields"] == ["city"]


def test_a_person_with_an_account_is_never_written_over():
    person_there = CandidateFactory(first_name="Aline1", last_name="DUBOIS", user__email="aline1@example.org")
    (plan,) = take(person(1, **FULL))
    person_there.refresh_from_db()
    assert (plan.outcome, plan.candidate, person_there.city, person_there.gender) == (
        CHANGED,
        person_there,
        "",
        "",
    )
    assert person_there.observations.count() == 2
    assert person_there.register_entry.number == "R1"
    assert outcomes(take(person(1, **FULL))) == [UNCHANGED]


def test_a_mission_that_the_person_declared_is_verified_and_not_doubled():
    there = CandidateFactory(first_name="Aline1", last_name="Dubois", user__email="aline1@example.org")
    line = ObservationExperienceFactory(candidate=there, country="MD", year=2021, for_belgium=True)
    assert outcomes(take(person(1, missions="STO MD 2021"))) == [CHANGED]
    line.refresh_from_db()
    assert (ObservationExperience.objects.count(), line.verified_at is not None) == (1, True)


def test_a_mission_that_the_person_took_out_stays_out():
    take(person(1, missions="STO MD 2021; STO MD 2021"))
    there = Candidate.objects.get()
    assert there.observations.count() == 2
    delete_entry(there.observations.first(), actor=None)
    assert outcomes(take(person(1, missions="STO MD 2021; STO MD 2021"))) == [UNCHANGED]
    assert there.observations.count() == 1


@pytest.mark.parametrize(
    "there",
    [
        {"email": "aline1@example.org"},
        {"first_name": "ÀLINE1", "last_name": "du Bois", "birth_date": dt.date(1988, 3, 14)},
        {"phone": "+32470123456"},
    ],
)
def test_somebody_alike_is_to_be_reviewed(there):
    known = CandidateFactory(without_account=True, **{"first_name": "Zoé", **there})
    (plan,) = take(person(1, **FULL))
    assert (plan.outcome, plan.related) == (REVIEW, [known.public_id])
    assert known.public_id in str(plan.notes[0])
    assert Candidate.objects.count() == 1


def test_the_account_s_address_counts_too():
    known = CandidateFactory(email="old@example.org", user=UserFactory(email="aline1@example.org"))
    (plan,) = take(person(1))
    assert (plan.outcome, plan.related) == (REVIEW, [known.public_id])


def test_two_dates_of_birth_are_two_people():
    CandidateFactory(
        without_account=True, first_name="Aline1", last_name="Dubois", email="aline1@example.org",
        birth_date=dt.date(1970, 1, 1),
    )  # fmt: skip
    assert outcomes(take(person(1, **FULL))) == [REVIEW]


def test_staff_say_in_the_sheet_who_is_who():
    known = CandidateFactory(without_account=True, first_name="Zoé", email="aline1@example.org")
    same, other = person(1, same_as=known.public_id), person(1, other_because="They are a couple.")
    assert outcomes(look(same) + look(other)) == [CHANGED, NEW]
    assert outcomes(take(other)) == [NEW]
    added = Candidate.objects.exclude(pk=known.pk).get()
    assert AuditEntry.objects.get(action="candidate.imported").value_rows.get().values["because"]
    assert outcomes(take(other) + take(person(1))) == [UNCHANGED, UNCHANGED]
    assert added.register_entry.number == "R1"


def test_a_file_that_is_not_there_cannot_be_the_same():
    assert outcomes(take(person(1, same_as="0" * 22))) == [REFUSED]


def test_rows_of_one_sheet_that_are_alike_are_to_be_reviewed():
    plans = look(person(1), person(1, email="b@example.org"), person(3, email="aline1@example.org"))
    assert outcomes(plans) == [NEW, REVIEW, REVIEW]
    assert "2" in str(plans[1].notes[0])


def test_somebody_known_who_moves_to_somebody_else_s_address_is_to_be_reviewed():
    take(person(1))
    CandidateFactory(without_account=True, email="shared@example.org")
    assert outcomes(take(person(1, email="shared@example.org"))) == [REVIEW]


def test_a_row_with_mistakes_is_refused_with_each_of_them():
    (plan,) = take(person(1, email="nobody", birth_date="31/02/1988", first_name=""))
    assert plan.outcome == REFUSED
    assert [note.column for note in plan.notes] == ["first_name", "email", "birth_date"]
    assert not Candidate.objects.exists()


def test_nobody_imports_the_own_row_or_that_of_somebody_close():
    actor = officer()
    own = CandidateFactory(user=actor, first_name="Zoé")
    alike = person(1, first_name="Zoé", last_name=own.last_name, email=actor.email)
    (plan,) = take(alike, actor=actor)
    assert (plan.outcome, plan.related, RegisterEntry.objects.count()) == (REFUSED, [], 0)
    assert outcomes(look(alike)) == [CHANGED]


def test_a_number_alone_does_not_make_somebody_the_person_of_a_file():
    take(person(1))
    known = Candidate.objects.get()
    slip = person(1, last_name="Anders", first_name="Robin", email="robin@example.org")

    (plan,) = take(slip)
    (also,) = take(slip | {"other_because": "Another person."})
    assert (plan.outcome, also.outcome, plan.related) == (REVIEW, REVIEW, [known.public_id])
    known.refresh_from_db()
    assert known.last_name == "Dubois"

    assert outcomes(take(slip | {"same_as": known.public_id})) == [CHANGED]
    assert Candidate.objects.get().email == "robin@example.org"


def test_each_new_person_is_told_once_and_again_at_a_new_address():
    take(person(1, email="old@example.org"), person(2))
    assert QueuedMail.objects.count() == 2
    take(person(1, email="old@example.org"), person(2))
    assert QueuedMail.objects.count() == 2
    take(person(1, email="new@example.org"), person(2))
    assert QueuedMail.objects.filter(to_email="new@example.org").count() == 1
    assert QueuedMail.objects.count() == 3


def test_nobody_with_an_account_is_told():
    CandidateFactory(first_name="Aline1", last_name="Dubois", user__email="aline1@example.org")
    take(person(1, **FULL))
    assert not QueuedMail.objects.exists()


@pytest.mark.parametrize(
    ("before", "rows", "wanted"),
    [
        ([], [{"number": ""}, {"number": "", "other_because": "Her mother."}], [NEW, NEW]),
        (
            [{"email": "old@example.org"}],
            [{"email": "new@example.org"}, {"number": "", "email": "old@example.org"}],
            [CHANGED, REVIEW],
        ),
    ],
    ids=["somebody else with the same name", "an address left behind"],
)
def test_rows_mean_the_same_whichever_are_written_together(settings, before, rows, wanted):
    if before:
        take(*(person(1, **row) for row in before))
    announced = look(*(person(1, **row) for row in rows))
    settings.SHEET_ROWS_TOGETHER = 1
    assert outcomes(announced) == outcomes(take(*(person(1, **row) for row in rows))) == wanted
