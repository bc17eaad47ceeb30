import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from candidates import services
from candidates.models import AlikePair, Candidate
from osce_portal.audit.models import AuditEntry
from osce_portal.staff_admin import row_address
from selection.assessment.services import declare_conflict
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory
from tests.factories.candidates import CandidateFactory, EducationFactory
from tests.factories.missions import CallFactory

pytestmark = pytest.mark.django_db
LIST = reverse("admin:candidates_candidate_alike")
KNOWN = {"last_name": "Maes", "birth_date": dt.date(1980, 2, 3)}


@pytest.fixture
def officer(client):
    user = UserFactory(staff=True, language="en", groups=["desk_officer"])
    client.force_login(user)
    return user


def make_pair() -> AlikePair:
    for town in ("Gent", "Aalst"):
        CandidateFactory(without_account=True, first_name="Ann", city=town, **KNOWN)
    services.rebuild_search()
    return AlikePair.objects.first()


def merge_page(pair: AlikePair) -> str:
    return reverse("admin:candidates_candidate_merge", args=[pair.first.public_id, pair.second.public_id])


def test_pairs_are_listed_with_what_they_have_in_common(client, officer):
    pair = make_pair()

    html = client.get(LIST).content.decode()

    assert "the same name and date of birth" in html
    assert merge_page(pair) in html


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_with_one_pair_as_with_three(
    client, officer, count, django_assert_max_num_queries
):
    for number in range(count):
        CandidateFactory(email=f"a{number}@example.org", without_account=True, first_name=f"Ann{number}")
        CandidateFactory(email=f"a{number}@example.org", without_account=True, first_name=f"Bea{number}")
    services.rebuild_search()

    with django_assert_max_num_queries(8):
        assert len(client.get(LIST).context["page_obj"]) == count


def test_a_person_s_page_and_the_row_of_the_search_say_that_there_may_be_a_second_file(client, officer):
    pair = make_pair()
    alone = CandidateFactory(without_account=True, first_name="Bea")
    people, apart = reverse("admin:candidates_candidate_changelist"), "admin:candidates_candidate_apart"

    for person in (pair.first, pair.second):
        html = client.get(row_address(person)).content.decode()
        assert "the same name and date of birth" in html and merge_page(pair) in html
        assert reverse(apart, args=[pair.public_id]) in html
    assert "Perhaps two files" not in client.get(row_address(alone)).content.decode()
    assert client.get(people).content.decode().count("Perhaps two files") == 2

    services.tell_apart(pair, actor=officer, because="Twins.")
    assert "Perhaps two files" not in client.get(row_address(pair.first)).content.decode()
    assert "Perhaps two files" not in client.get(people).content.decode()


def test_whoever_merges_nothing_and_whoever_is_close_sees_no_mark(client, officer):
    pair, people = make_pair(), reverse("admin:candidates_candidate_changelist")
    declare_conflict(pair.second, officer=officer, reason="Cousins.")
    assert "Perhaps two files" not in client.get(people).content.decode()
    assert "Perhaps two files" not in client.get(row_address(pair.first)).content.decode()

    client.force_login(UserFactory(staff=True, language="en", groups=["auditor"]))
    assert "Perhaps two files" not in client.get(people).content.decode()
    assert "Perhaps two files" not in client.get(row_address(pair.first)).content.decode()


def test_the_preview_says_what_moves_and_changes_nothing(client, officer):
    pair = make_pair()
    EducationFactory(candidate=pair.second)

    html = client.get(merge_page(pair)).content.decode()

    assert "Education: 1" in html
    assert html.count('name="city"') == 2
    assert 'name="last_name"' not in html
    assert Candidate.objects.count() == 2
    looked_at = AuditEntry.objects.filter(action="candidate.seen").values_list("subject_ref", flat=True)
    assert set(looked_at) == {pair.first.public_id, pair.second.public_id}


def test_two_files_become_one_as_chosen(client, officer):
    pair = make_pair()

    answer = client.post(
        merge_page(pair), {"city": "gone", "email": "kept", "because": "Same passport."}, follow=True
    )

    merged = Candidate.objects.get()
    assert answer.redirect_chain[-1][0] == row_address(pair.first)
    assert (merged.pk, merged.city, merged.email) == (pair.first.pk, "Aalst", pair.first.email)


def test_without_a_reason_nothing_is_merged_and_the_choice_stays(client, officer):
    pair = make_pair()

    html = client.post(merge_page(pair), {"city": "gone", "email": "kept"}).content.decode()

    assert "This field is required." in html
    assert re.search(r'value="gone"[^>]* checked', html)
    assert Candidate.objects.count() == 2


def test_what_prevents_a_merge_is_said_before_and_refused_after(client, officer):
    pair, call = make_pair(), CallFactory(open=True)
    for person in (pair.first, pair.second):
        CandidacyFactory(candidate=person, call=call)

    html = client.get(merge_page(pair)).content.decode()
    refused = client.post(merge_page(pair), {"city": "kept", "email": "kept", "because": "One."})

    assert "One of the two must be withdrawn first." in html
    assert "Make one file of the two" not in html
    assert "must be withdrawn first" in refused.content.decode()
    assert Candidate.objects.count() == 2


def test_two_people_are_told_apart_for_a_reason(client, officer):
    pair = make_pair()
    url = reverse("admin:candidates_candidate_apart", args=[pair.public_id])

    assert "This field is required." in client.post(url, {}).content.decode()
    client.post(url, {"because": "Mother and daughter."})

    pair.refresh_from_db()
    assert (pair.apart_by, pair.because) == (officer, "Mother and daughter.")
    assert "No two files" in client.get(LIST).content.decode()
    assert client.get(url).status_code == 404


def test_pairs_with_somebody_close_do_not_exist(client, officer):
    pair = make_pair()
    declare_conflict(pair.second, officer=officer, reason="Cousins.")

    assert "No two files" in client.get(LIST).content.decode()
    assert client.get(merge_page(pair)).status_code == 404


@pytest.mark.parametrize("group", ["decider", "auditor", "budget_officer", "administrator"])
def test_only_desk_officers_merge(client, group):
    client.force_login(UserFactory(staff=True, groups=[group]))
    pair = make_pair()

    assert client.get(merge_page(pair)).status_code == client.get(LIST).status_code == 404


def test_a_merge_begins_at_any_person_s_page(client, officer):
    kept = CandidateFactory(registered=True)
    other = CandidateFactory(
        without_account=True, last_name="Vandenabeele", city="Aalst", email="v@example.org"
    )
    erased = CandidateFactory(without_account=True, last_name="Vandenabeele", anonymised_at=timezone.now())
    services.rebuild_search()
    page = reverse("admin:candidates_candidate_merge_with", args=[kept.public_id])
    assert page in client.get(row_address(kept)).content.decode()

    for typed in ("vandenabeele", "v@example.org", other.public_id):
        html = client.get(page, {"q": typed}).content.decode()
        compare = reverse("admin:candidates_candidate_merge", args=[kept.public_id, other.public_id])
        assert compare in html and "Aalst" in html
        assert erased.public_id not in html and ">v@example.org<" not in html
    assert "No other file is found." in client.get(page, {"q": kept.public_id}).content.decode()
    declare_conflict(other, officer=officer, reason="Cousins.")
    assert other.public_id not in client.get(page, {"q": "vandenabeele"}).content.decode()


def test_looking_for_the_other_file_is_an_act_in_the_log_without_the_words(client, officer):
    kept = CandidateFactory(last_name="Vandenabeele")
    CandidateFactory(last_name="Vandenabeele")
    services.rebuild_search()
    page = reverse("admin:candidates_candidate_merge_with", args=[kept.public_id])

    client.get(page)
    assert not AuditEntry.objects.filter(action="candidate.searched").exists()
    client.get(page, {"q": "vandenabeele"})

    entry = AuditEntry.objects.get(action="candidate.searched")
    assert entry.actor == officer
    assert entry.value_rows.get().values == {"count": 1, "facets": [], "with_words": True}


def test_an_erased_file_is_offered_to_no_merge(client, officer):
    kept, erased = CandidateFactory(), CandidateFactory(without_account=True, anonymised_at=timezone.now())
    for pair in ((kept, erased), (erased, kept)):
        page = reverse("admin:candidates_candidate_merge", args=[one.public_id for one in pair])
        assert client.get(page).status_code == 404


def test_where_both_have_an_account_the_officer_chooses_which_goes_on(client, officer):
    kept, gone = CandidateFactory(user__email="k@example.org"), CandidateFactory(user__email="g@example.org")
    page = reverse("admin:candidates_candidate_merge", args=[kept.public_id, gone.public_id])
    html = client.get(page).content.decode()
    assert "k@example.org, never used" in html and "g@example.org, never used" in html

    data = {name: "kept" for name in client.get(page).context["form"].fields if name != "because"}
    client.post(page, data | {"account": "gone", "because": "Same passport."})

    kept.refresh_from_db()
    assert kept.user == gone.user
