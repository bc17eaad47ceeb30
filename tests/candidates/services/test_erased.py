"""Addresses and numbers of those erased: nobody reads them, and no sheet brings anybody back."""

import datetime as dt

import pytest
from django.utils import timezone, translation

from candidates.enums import ImportOutcome, SheetKind
from candidates.models import Candidate, ErasedMark, FormerNumber
from candidates.register.running import examine
from candidates.register.working import import_sheet
from candidates.services import add_candidate, register_candidate
from candidates.services.erased import Trace, erased_among, forget_marks
from osce_portal.people import person_behind
from osce_portal.privacy.services import erase_person
from tests.candidates.register.sheets import people_of, person
from tests.factories.accounts import UserFactory
from tests.factories.delegation import officer

pytestmark = pytest.mark.django_db
ALINE = {"last_name": "Peeters", "first_name": "Aline", "email": "aline@example.org"}


def take(*people):
    done = import_sheet(SheetKind.PEOPLE, people_of(*people), file_name="r.csv", actor=None)
    return [plan for plans in done for plan in plans]


@pytest.fixture
def erased():
    """Somebody whom the register brought, and who asked to be erased."""
    take(person(7, **ALINE))
    candidate = Candidate.objects.get()
    erase_person(person_behind(candidate), key="erased:test", actor=officer())
    return candidate


@pytest.mark.parametrize(
    "row",
    [
        person(7, **ALINE | {"email": "new@example.org"}),
        person(8, **ALINE | {"email": "ALINE@example.org"}),
        person(8, **ALINE, other_because="She is in the list of 2027 again."),
    ],
    ids=["number", "address", "with a reason"],
)
def test_a_sheet_does_not_bring_an_erased_person_back(erased, row):
    for (plan,) in (*examine(SheetKind.PEOPLE, people_of(row).rows, actor=None), take(row)):
        assert plan.outcome == ImportOutcome.REVIEW
        with translation.override("en"):
            said = str(plan.notes[0])
        assert "was erased on" in said and "open it by hand" in said
    assert Candidate.objects.get() == erased


def test_others_in_the_same_sheet_are_taken_over(erased):
    plans = take(person(7, **ALINE), person(9))
    assert [plan.outcome for plan in plans] == [ImportOutcome.REVIEW, ImportOutcome.NEW]


def test_a_file_opened_by_hand_is_known_to_the_next_sheet(erased):
    add_candidate(actor=officer(), **ALINE)
    (plan,) = take(person(7, **ALINE))
    assert plan.outcome == ImportOutcome.CHANGED


def test_who_was_erased_may_register_anew(erased):
    user = UserFactory(email=ALINE["email"])
    own = register_candidate(user, actor=user, first_name="Aline", last_name="Peeters")
    assert own != erased and own.email == ALINE["email"]


def test_nobody_reads_the_address_from_its_mark_and_another_key_makes_another(erased, settings):
    assert not ErasedMark.objects.filter(mark__contains="aline").exists()
    asked = Trace("email", ALINE["email"])
    assert list(erased_among([asked])) == [asked]
    kept, settings.SECRET_KEY = settings.SECRET_KEY, "another key, since the first was changed"
    assert erased_among([asked]) == {}
    settings.SECRET_KEY_FALLBACKS = [kept]
    assert list(erased_among([asked])) == [asked]


def test_numbers_that_differ_in_case_alone_are_erased_as_one_and_found_as_two():
    take(person(number="r7", **ALINE))
    candidate = Candidate.objects.get()
    FormerNumber.objects.create(candidate=candidate, number="R7", merged_at=timezone.now())

    erase_person(person_behind(candidate), key="erased:test", actor=officer())

    written = [Trace("number", "R7"), Trace("number", "r7")]
    assert sorted(erased_among(written)) == written


def test_marks_are_forgotten_after_the_years_of_the_setting(erased, settings):
    assert forget_marks() == 0
    long_ago = timezone.now() - dt.timedelta(days=366 * settings.ERASED_MARK_YEARS + 1)
    ErasedMark.objects.update(erased_at=long_ago)
    assert forget_marks() == 2
