import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from osce_portal.audit.models import AuditEntry
from osce_portal.audit.services import record, seal_entries
from osce_portal.staff_admin import row_address
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    person = UserFactory()
    entry = record("candidate.seen", person, actor=person, subject=person, values={"shown": "canary-value"})
    seal_entries()
    return entry


def staff(*groups):
    return UserFactory(staff=True, groups=groups, language="en")


def test_auditor_reads_an_entry_with_its_values(client, entry):
    client.force_login(staff("auditor"))
    page = client.get(row_address(entry))
    assert "canary-value" in page.content.decode()


def test_entry_is_shown_without_values_to_who_may_not_see_them(client, entry):
    reader = staff()
    reader.user_permissions.add(Permission.objects.get(codename="view_auditentry"))
    client.force_login(reader)
    page = client.get(row_address(entry))
    assert page.status_code == 200
    assert "canary-value" not in page.content.decode()


@pytest.mark.parametrize("act", ["add", "change", "delete"])
def test_nobody_changes_the_log_in_the_admin(client, entry, act):
    client.force_login(UserFactory(staff=True, is_superuser=True))
    change = row_address(entry)
    address = reverse("admin:audit_auditentry_add") if act == "add" else change.replace("change", act)
    response = client.post(address, {"action": "forged"})
    assert response.status_code == 404
    entry.refresh_from_db()
    assert entry.action == "candidate.seen"


def test_search_finds_by_reference(client, entry):
    record("candidate.seen", UserFactory())
    client.force_login(staff("auditor"))
    page = client.get(reverse("admin:audit_auditentry_changelist"), {"q": entry.subject_ref})
    assert [row.pk for row in page.context["cl"].result_list] == [entry.pk]


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_for_one_and_three_rows(client, rows, django_assert_max_num_queries):
    for _number in range(rows):
        record("candidate.seen", UserFactory(), actor=UserFactory())
    client.force_login(staff("auditor"))
    client.get(reverse("admin:audit_auditentry_changelist"))
    with django_assert_max_num_queries(12):
        client.get(reverse("admin:audit_auditentry_changelist"))


def test_proof_page_says_whether_the_chain_holds(client, entry):
    client.force_login(staff("auditor"))
    address = reverse("admin:audit_auditentry_verify")
    assert "The chain holds" in client.get(address).content.decode()

    AuditEntry.objects.update(action="forged")

    assert "broken in one place" in client.get(address).content.decode()


def test_proof_page_does_not_exist_for_a_desk_officer(client, entry):
    client.force_login(staff("desk_officer"))
    assert client.get(reverse("admin:audit_auditentry_verify")).status_code == 404


def test_acts_and_kinds_are_read_in_words_and_codes_stay_on_the_entry(client, entry):
    client.force_login(staff("auditor"))
    rows = client.get(reverse("admin:audit_auditentry_changelist")).content.decode()
    assert "File of a person looked at" in rows
    assert "candidate.seen" not in rows.partition("<tbody>")[2].partition("</tbody>")[0]
    assert "candidate.seen" in client.get(row_address(entry)).content.decode()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"area": "look"}, {"candidate.seen"}),
        ({"area": "no-look"}, {"selection.proposed", "training.added"}),
        ({"area": "selection"}, {"selection.proposed"}),
        ({"area": "look", "action": "candidate.seen"}, {"candidate.seen"}),
        ({"area": "person", "action": "employer.added"}, {"training.added"}),
        ({"area": "nonsense"}, {"candidate.seen", "selection.proposed", "training.added"}),
    ],
)
def test_the_log_is_filtered_by_area_and_by_act(client, entry, asked, found):
    record("selection.proposed", UserFactory())
    record("training.added", UserFactory())
    client.force_login(staff("auditor"))
    page = client.get(reverse("admin:audit_auditentry_changelist"), asked)
    assert {row.action for row in page.context["cl"].result_list} == found
