import datetime as dt
import re

import pytest

from candidates import services
from candidates.errors import KnownPerson
from candidates.models import AlikePair, Candidate
from osce_portal.audit.models import AuditEntry
from osce_portal.common.errors import OwnFile
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory
from tests.races import MOMENT, Wire, at_once, meeting

pytestmark = pytest.mark.django_db
BORN = dt.date(1980, 2, 3)


def person(**facts) -> Candidate:
    given = {"without_account": True, "first_name": "Ann", "last_name": "Maes", "birth_date": BORN}
    return CandidateFactory(**given | facts)


def note_all() -> int:
    return services.rebuild_search()


@pytest.mark.parametrize(
    ("other", "common"),
    [
        ({}, "name_birth"),
        ({"first_name": "MAES", "last_name": "Ánn"}, "name_birth"),
        ({"birth_date": None}, "name"),
        ({"birth_date": dt.date(1981, 2, 3)}, None),
        ({"last_name": "Wouters"}, None),
        ({"first_name": "Ann-Sophie", "last_name": "Maas"}, "birth_close"),
        ({"first_name": "Anne"}, "birth_close"),
        ({"first_name": "Anne", "birth_date": None}, None),
        ({"first_name": "Anne", "birth_date": dt.date(1981, 2, 3)}, None),
        ({"first_name": "Maes-Peeters", "last_name": "Ánn"}, "birth_close"),
        ({"first_name": "Anne", "phone": "0470123456"}, "telephone birth_close"),
        ({"last_name": "Wouters", "email": "ANN@example.org"}, "address"),
        ({"last_name": "Wouters", "phone": "0470123456"}, "telephone"),
        ({"email": "ann@example.org", "phone": "+32 470 12 34 56"}, "address name_birth telephone"),
    ],
)
def test_two_files_are_alike_by(other, common):
    person(email="ann@example.org", phone="+32470123456")
    person(**other)

    note_all()

    assert list(AlikePair.objects.values_list("likenesses", flat=True)) == ([common] if common else [])


def test_a_pair_is_noted_as_soon_as_a_file_is_written_and_goes_when_it_no_longer_holds():
    officer = UserFactory(staff=True)
    known = {"first_name": "Ann", "last_name": "Maes", "birth_date": BORN}
    first = services.add_candidate(actor=officer, email="ann@example.org", **known)
    second = services.add_candidate(actor=officer, email="other@example.org", other_because="Twins.", **known)
    assert [(pair.first, pair.second) for pair in AlikePair.objects.all()] == [(first, second)]

    services.update_identity(second, actor=officer, first_name="Els")

    assert not AlikePair.objects.exists()


def test_a_known_telephone_asks_whether_it_is_the_same_person():
    officer = UserFactory(staff=True)
    named = {"first_name": "Els", "last_name": "Wouters", "birth_date": None, "email": "els@example.org"}
    known = services.add_candidate(
        actor=officer, email="ann@example.org", first_name="Ann", last_name="Maes", phone="+32470123456"
    )

    with pytest.raises(KnownPerson) as refused:
        services.add_candidate(actor=officer, phone="0470 12 34 56", **named)
    assert refused.value.people == [known]
    services.add_candidate(actor=officer, phone="0470 12 34 57", **named)


def test_what_two_files_have_in_common_is_kept_current():
    first, second = person(email="ann@example.org"), person(email="other@example.org", birth_date=None)
    note_all()

    services.update_identity(second, actor=UserFactory(staff=True), birth_date=BORN, email=first.email)

    assert AlikePair.objects.get().likenesses == "address name_birth"


def test_the_same_pair_is_noted_once():
    person()
    person()

    note_all()
    note_all()

    assert AlikePair.objects.count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_who_note_each_other_at_once_do_not_wait_in_a_circle():
    known = {"without_account": True, "birth_date": BORN}
    one, other = CandidateFactory(last_name="Maes", **known), CandidateFactory(last_name="Peeters", **known)
    note_all()
    Candidate.objects.update(first_name="Ann", last_name="Maes")  # alike, and not noted yet
    note = {"actor": None, "city": "Namur"}
    meet = meeting(seconds=MOMENT)
    services.refresh_search(list(Candidate.objects.all()))

    outcomes = at_once(
        lambda: services.update_identity(one, **note),
        lambda: services.update_identity(other, **note),
        wire=lambda: Wire(re.compile('INSERT INTO "candidates_alikepair"'), meet, with_lock=True),
    )

    assert outcomes == [one, other]
    assert AlikePair.objects.count() == 1


def test_two_people_stay_two_people():
    first, second, officer = person(), person(), UserFactory(staff=True)
    note_all()

    services.tell_apart(AlikePair.objects.get(), actor=officer, because="Mother and daughter.")
    note_all()

    assert not AlikePair.objects.open().exists()
    noted = AuditEntry.objects.filter(action="candidate.told_apart")
    assert set(noted.values_list("subject_ref", flat=True)) == {first.public_id, second.public_id}


def test_nobody_decides_about_the_own_file():
    officer = UserFactory(staff=True)
    person()
    person(user=officer, without_account=False)
    note_all()

    with pytest.raises(OwnFile):
        services.tell_apart(AlikePair.objects.get(), actor=officer, because="Not me.")


def test_many_files_are_compared_in_as_many_queries_as_one(django_assert_max_num_queries):
    for number in range(4):
        person(email=f"ann{number % 2}@example.org")
    note_all()
    for some in (list(Candidate.objects.all()[:1]), list(Candidate.objects.all())):
        with django_assert_max_num_queries(9):
            services.note_alike(some)
