"""The board after closing: who sees it, what it shows, and bulk screening with its preview."""

import datetime as dt

import pytest
from django.urls import reverse

from osce_portal.audit.models import AuditEntry
from osce_portal.staff_admin import row_address
from selection.assessment.models import Assessment
from selection.assessment.services import assess_call, declare_conflict
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.models import Candidacy, Screening
from selection.candidacies.services import withdraw_candidacy
from tests.factories.accounts import UserFactory
from tests.factories.assessment import assessed_call, closed_call, decide, officer, received, to_check
from tests.factories.candidacies import CandidacyFactory, LateAttemptFactory
from tests.factories.candidates import UnavailabilityFactory
from tests.factories.missions import CallFactory

pytestmark = pytest.mark.django_db
QUERIES = 19  # the looks of all rows are written at once
S = CandidacyStatus


def board(call, **query):
    return reverse("assessment:after-closing", args=[call.public_id], query=query)


def confirm(call):
    return reverse("assessment:screening-confirm", args=[call.public_id])


def names(response):
    return [row.candidacy.candidate.full_name for row in response.context["page_obj"]]


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("desk_officer", 200),
        ("decider", 200),
        ("auditor", 200),
        ("budget_officer", 404),
        ("administrator", 404),
    ],
)
def test_only_roles_that_see_calls_find_the_page(client, role, status):
    client.force_login(officer(role))

    assert client.get(board(closed_call())).status_code == status


def test_a_candidate_finds_no_page_and_a_visitor_the_login(client):
    call = closed_call()
    assert client.get(board(call)).status_code == 302

    client.force_login(UserFactory())
    assert client.get(board(call)).status_code == 404


def test_an_unknown_call_is_no_page(client):
    client.force_login(officer())

    assert client.get("/admin/calls/nothing/after-closing/").status_code == 404


def test_the_figures_count_what_the_day_is_about(client):
    call = closed_call()
    received(call)
    to_check(call)
    received(call, available=False)
    received(call, on_paper=True)
    received(call, status=S.WITHDRAWN)
    CandidacyFactory(call=call, status=S.LAPSED)
    LateAttemptFactory(call=call)
    client.force_login(officer())

    counts = client.get(board(call)).context["counts"]

    assert (counts.received, counts.complete, counts.attention, counts.missing) == (5, 2, 1, 1)
    assert (counts.otherwise, counts.late, counts.lapsed, counts.withdrawn) == (1, 1, 1, 1)
    assert (counts.certificates, counts.to_screen, counts.unmarked, counts.unassessed) == (1, 4, 4, 4)


def test_what_needs_a_person_comes_first_and_filters_narrow_it_down(client):
    call = closed_call()
    complete, doubtful, missing = received(call), to_check(call), received(call, available=False)
    done = received(call, status=S.ELIGIBLE)
    client.force_login(officer())

    def shown(**query):
        return [row.candidacy for row in client.get(board(call, **query)).context["page_obj"]]

    assert shown() == [missing, doubtful, complete, done]
    assert shown(flag="attention") == [doubtful]
    assert shown(status="eligible") == [done]
    assert shown(channel="paper") == []
    assert len(shown(flag="nonsense")) == 4


def test_the_page_never_says_a_gender(client):
    call = closed_call()
    candidacy = received(call)
    candidacy.candidate.gender = "F"
    candidacy.candidate.save()
    client.force_login(officer())

    page = client.get(board(call)).content.decode()

    assert candidacy.candidate.full_name in page
    assert "Woman" not in page
    assert "gender" not in page.lower()


def test_who_cannot_go_on_days_of_the_mission_is_marked(client):
    call = closed_call()
    first, last = call.needed_from, call.needed_to
    UnavailabilityFactory(candidate=received(call).candidate, started_on=last, ended_on=last)
    before = first - dt.timedelta(days=1)
    UnavailabilityFactory(candidate=received(call).candidate, started_on=before, ended_on=before)
    client.force_login(officer())

    html = client.get(board(call)).content.decode()

    assert html.count("Not available:") == 1


@pytest.mark.parametrize("candidacies", [1, 3, 30])
def test_the_number_of_queries_does_not_depend_on_the_rows(client, candidacies, django_assert_num_queries):
    call = assessed_call(candidacies)
    client.force_login(officer())
    client.get(board(call))

    with django_assert_num_queries(QUERIES):
        client.get(board(call))


def test_ticking_all_complete_ticks_exactly_those_not_yet_screened(client):
    call = closed_call()
    complete = received(call)
    to_check(call)
    received(call, status=S.ELIGIBLE)
    client.force_login(officer())

    assert client.get(board(call, select="complete")).context["ticked"] == {complete.public_id}
    assert client.get(board(call)).context["ticked"] == set()


def test_the_preview_shows_who_reads_what_and_changes_nothing(client):
    call = closed_call()
    chosen, other = received(call, available=False), received(call)
    client.force_login(officer())

    response = client.post(
        board(call), {"selected": [chosen.public_id], "decision": "ineligible", "text": "A pity."}
    )

    page = response.content.decode()
    assert chosen.candidate.full_name in page
    assert other.candidate.full_name not in page
    assert "A pity." in page
    assert not Screening.objects.exists()


def test_confirming_screens_each_with_the_reason_of_the_preview(client):
    call, actor = closed_call(), officer()
    first, second = received(call), received(call)
    client.force_login(actor)

    client.post(
        confirm(call),
        {
            "decision": "ineligible",
            "selected": [first.public_id, second.public_id],
            f"reason-{first.public_id}": "One.",
            f"reason-{second.public_id}": "Two.",
        },
    )

    kept = Screening.objects.order_by("candidacy_id").values_list("reason", "eligible", "screened_by")
    assert list(kept) == [("One.", False, actor.pk), ("Two.", False, actor.pk)]
    assert set(Candidacy.objects.values_list("status", flat=True)) == {S.INELIGIBLE}
    assert AuditEntry.objects.filter(action="candidacy.ineligible").count() == 2


def test_a_reason_left_empty_comes_back_with_all_that_was_typed(client):
    call = closed_call()
    first, second = received(call), received(call)
    client.force_login(officer())

    response = client.post(
        confirm(call),
        {
            "decision": "ineligible",
            "selected": [first.public_id, second.public_id],
            f"reason-{first.public_id}": "",
            f"reason-{second.public_id}": "What was typed.",
        },
    )

    assert "Please write why" in response.content.decode()
    assert "What was typed." in response.content.decode()
    assert not Screening.objects.exists()


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"decision": "eligible"}, "Please tick at least one candidacy."),
        ({"selected": "the first"}, "Please choose a decision."),
    ],
)
def test_a_form_half_filled_keeps_ticks_and_text(client, sent, message):
    call = closed_call()
    candidacy = received(call)
    client.force_login(officer())
    sent = {key: candidacy.public_id if key == "selected" else value for key, value in sent.items()}

    response = client.post(board(call), {"text": "typed before", **sent})

    page = response.content.decode()
    assert message in page
    assert "typed before" in page
    assert response.context["ticked"] == ({candidacy.public_id} if "selected" in sent else set())


def test_one_withdrawn_meanwhile_is_named_and_the_rest_is_screened(client):
    call = closed_call()
    stays, goes = received(call), received(call)
    reasons = {f"reason-{it.public_id}": "Good." for it in (stays, goes)}
    withdraw_candidacy(goes, actor=goes.candidate.user)
    client.force_login(officer())

    sent = {"decision": "eligible", "selected": [stays.public_id, goes.public_id], **reasons}
    page = client.post(confirm(call), sent, follow=True).content.decode()

    assert Screening.objects.get().candidacy == stays
    assert goes.receipt_number in page


def test_a_file_behind_the_wall_cannot_be_ticked_opened_or_sent(client):
    call, actor = closed_call(), officer()
    close = received(call)
    declare_conflict(close.candidate, officer=actor, reason="neighbour")
    client.force_login(actor)

    page = client.get(board(call)).content.decode()
    sent = {"decision": "eligible", "selected": [close.public_id]}
    preview = client.post(board(call), sent)
    confirmed = {f"reason-{close.public_id}": "Good."}
    client.post(confirm(call), sent | confirmed)

    assert 'name="selected"' not in page
    assert preview.context["form"].errors["selected"]
    assert not Screening.objects.exists()


@pytest.mark.parametrize("role", ["decider", "auditor"])
def test_who_only_sees_screens_nothing(client, role):
    call = closed_call()
    candidacy = received(call)
    client.force_login(officer(role))
    sent = {"decision": "eligible", "selected": candidacy.public_id, f"reason-{candidacy.public_id}": "x"}

    assert 'name="selected"' not in client.get(board(call)).content.decode()
    assert client.post(board(call), sent).status_code == 302
    assert client.post(confirm(call), sent).status_code == 404
    assert not Screening.objects.exists()


def test_nobody_is_screened_before_the_deadline(client):
    call = CallFactory(open=True)
    candidacy = received(call)
    client.force_login(officer())

    page = client.get(board(call)).content.decode()
    sent = {"decision": "eligible", "selected": candidacy.public_id, f"reason-{candidacy.public_id}": "x"}
    assert client.post(board(call), sent).status_code == 302
    client.post(confirm(call), sent)

    assert "This call is still open." in page
    assert not Screening.objects.exists()


def test_points_are_computed_on_demand_by_who_may_mark(client):
    call = closed_call()
    received(call)
    address = reverse("assessment:compute-points", args=[call.public_id])
    client.force_login(officer("decider"))
    assert client.post(address).status_code == 404

    client.force_login(officer())
    assert client.get(address).status_code == 405
    client.post(address)

    assert Assessment.objects.count() == 1


def test_once_the_selection_is_approved_the_board_is_read_only_and_says_why(client):
    call = closed_call()
    candidacy = received(call, status=S.INELIGIBLE)
    decide(call)
    client.force_login(officer())
    compute = reverse("assessment:compute-points", args=[call.public_id])

    shown = client.get(board(call)).content.decode()
    assert "The selection of this call was approved on" in shown
    for control in ('name="selected"', "Compute now", "Screen the ticked candidacies"):
        assert control not in shown
    refused = client.post(compute, follow=True).content.decode()
    assert "its points and marks stand as they were decided on" in refused
    reasons = {f"reason-{candidacy.public_id}": "All in order."}
    sent = {"selected": [candidacy.public_id], "decision": "eligible"} | reasons
    for address in (board(call), confirm(call)):
        assert client.post(address, sent).url == board(call)
    assert Candidacy.objects.get().status == S.INELIGIBLE
    assert not Assessment.objects.exists()


def test_a_call_is_no_page_for_an_officer_who_is_a_candidate_for_it(client):
    actor, call = officer(), closed_call()
    rival = to_check(call)
    assess_call(call, actor=None)
    received(call, candidate__user=actor)
    client.force_login(actor)
    of_call, of_rival = [call.public_id], [call.public_id, rival.public_id]
    of_certificate = [call.public_id, rival.certificate.public_id]
    pages = [
        ("after-closing", of_call), ("screening-confirm", of_call), ("compute-points", of_call),
        ("certificates", of_call), ("motivations", of_call), ("certificate", of_certificate),
        ("candidacy", of_rival), ("verify", of_rival), ("declare-conflict", of_rival),
    ]  # fmt: skip

    for name, names in pages:
        address = reverse(f"assessment:{name}", args=names)
        assert client.post(address).status_code in {404, 405}, name
        assert client.get(address).status_code in {404, 405}, name


def test_the_start_page_and_the_lists_say_why_a_call_is_missing(client):
    actor, call = officer(), closed_call()
    rival = received(call, candidate__last_name="Rival")
    received(call, candidate__user=actor)
    client.force_login(actor)

    start = client.get(reverse("admin:index")).content.decode()
    listed = client.get(reverse("admin:candidacies_candidacy_changelist")).content.decode()

    assert "You are a candidate yourself: others deal with this call." in start
    assert board(call) not in start
    assert "You are a candidate yourself: these calls are dealt with by others" in listed
    assert call.title in listed
    assert "Rival" not in listed
    assert client.get(row_address(rival)).status_code == 404
