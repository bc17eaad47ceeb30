import pytest

from osce_portal.audit.models import AuditEntry, AuditHead, AuditValues
from osce_portal.audit.services import Act, erase_values, find_breaks, record, record_each, seal_entries
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain():
    """Three sealed entries about one person."""
    person, officer = UserFactory(), UserFactory(staff=True)
    for number in range(3):
        record("account.seen", person, actor=officer, subject=person, values={"line": number})
    assert seal_entries() == 3
    return person


def test_record_keeps_who_what_when_and_the_values(chain):
    entry = AuditEntry.objects.get(sequence=2)
    assert (entry.action, entry.object_type, entry.object_ref) == (
        "account.seen",
        "accounts.user",
        chain.public_id,
    )
    assert entry.actor_ref == entry.actor.public_id
    assert entry.value_rows.get().values == {"line": 1}


def test_a_fresh_chain_holds_and_sealing_again_does_nothing(chain):
    assert list(find_breaks()) == []
    assert seal_entries() == 0
    assert AuditHead.objects.get().sequence == 3


def test_sealing_goes_on_where_it_stopped(chain):
    record("account.seen", chain)
    record("account.seen", chain)
    assert seal_entries(limit=1) == 1
    assert seal_entries() == 1
    assert list(find_breaks()) == []


@pytest.mark.parametrize("field", ["action", "object_ref", "subject_ref", "actor_ref", "values_hash"])
def test_a_changed_fact_breaks_the_chain(chain, field):
    AuditEntry.objects.filter(sequence=2).update(**{field: "forged"})
    assert "entry 2: its facts were changed" in list(find_breaks())


def test_changed_values_break_the_chain(chain):
    AuditValues.objects.filter(entry__sequence=2).update(values={"line": 99})
    assert list(find_breaks()) == ["entry 2: its values were changed"]


def test_a_removed_entry_breaks_the_chain(chain):
    AuditEntry.objects.filter(sequence=2).delete()
    assert any("entry 3: not the successor of entry 1" in line for line in find_breaks())


def test_a_chain_cut_at_its_end_is_noticed(chain):
    AuditEntry.objects.filter(sequence=3).delete()
    assert list(find_breaks()) == ["the chain ends at entry 2, the head says 3"]


def test_erasure_empties_the_values_of_one_person_and_the_chain_still_holds(chain):
    other = UserFactory()
    record("account.seen", other, subject=other, values={"line": "kept"})
    seal_entries()

    assert erase_values([chain.public_id]) == 3

    assert list(AuditValues.objects.exclude(values={}).values_list("values", flat=True)) == [{"line": "kept"}]
    assert list(find_breaks()) == []


def test_what_told_somebody_else_from_the_person_is_emptied_too(chain):
    other = UserFactory()
    record("candidate.added", other, values={"because": "Twins.", "other_than": ["x", chain.public_id]})
    record("candidate.told_apart", other, values={"because": "Twins.", "other": chain.public_id})
    record("candidate.added", other, values={"because": "Cousins.", "other_than": ["x"]})
    seal_entries()

    assert erase_values([chain.public_id]) == 5

    (kept,) = AuditValues.objects.exclude(values={})
    assert kept.values["because"] == "Cousins."
    assert list(find_breaks()) == []


def test_the_hash_of_the_values_says_nothing_without_the_salt(chain):
    record("account.seen", chain, values={"line": 1})
    hashes = AuditEntry.objects.values_list("values_hash", flat=True)
    assert len(set(hashes)) == 4


@pytest.mark.parametrize("people", [1, 80])
def test_a_look_at_eighty_people_costs_as_many_queries_as_at_one(people, django_assert_num_queries):
    shown, officer = UserFactory.create_batch(people), UserFactory(staff=True)

    with django_assert_num_queries(3):
        record_each("account.seen", [Act(one, one, {"page": "list"}) for one in shown], actor=officer)

    assert AuditValues.objects.filter(entry__actor=officer, values={"page": "list"}).count() == people


def test_the_portal_itself_acts_without_an_actor():
    entry = record("call.closed", UserFactory())
    assert (entry.actor, entry.actor_ref) == (None, "")
