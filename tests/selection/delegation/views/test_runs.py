import pytest
from django.urls import reverse
from django.utils import translation

from missions.models import QuotaTarget
from osce_portal.audit.models import AuditEntry
from selection.candidacies.enums import CandidacyStatus
from selection.delegation.enums import RunStatus
from selection.delegation.models import BalanceFacts, SelectionRun
from selection.delegation.services import propose_delegation, submit_run
from selection.delegation.templatetags.selection_figures import limits
from selection.delegation.views.runs import OTHERS_ON_A_PAGE
from tests.factories.accounts import UserFactory
from tests.factories.delegation import approved_call, compared, marked, officer, selection_call

pytestmark = pytest.mark.django_db


def page_of(client, call, actor=None, **query):
    client.force_login(actor or officer())
    return client.get(reverse("delegation:run-latest", args=[call.public_id]), query)


def press(client, name, *args, **data):
    return client.post(reverse(f"delegation:{name}", args=args), data, follow=True).content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("desk_officer", 200),
        ("decider", 200),
        ("budget_officer", 200),
        ("auditor", 200),
        ("administrator", 404),
    ],
)
def test_which_role_sees_a_selection(client, role, status):
    assert page_of(client, selection_call(), officer(role)).status_code == status


def test_staff_without_a_role_and_candidates_see_no_selection(client):
    call = selection_call()
    for user in (UserFactory(staff=True), marked(call, 600).candidate.user):
        assert page_of(client, call, user).status_code == 404


def test_nobody_sees_a_selection_without_signing_in(client):
    call = selection_call()
    assert client.get(reverse("delegation:run-latest", args=[call.public_id])).status_code == 302


@pytest.mark.parametrize("role", ["decider", "budget_officer", "auditor"])
def test_only_the_desk_officer_computes(client, role):
    call = selection_call()
    marked(call, 600)
    client.force_login(officer(role))
    assert client.post(reverse("delegation:propose", args=[call.public_id])).status_code == 404
    assert not SelectionRun.objects.exists()


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"places": None}, "The number of places is not yet known."),
        ({"unit_cost_cents": None}, "The cost per observer is not set."),
        ({"budget_cents": None}, "The budget is not set."),
        ({}, "Nobody can be compared"),
    ],
)
def test_what_is_missing_is_said_on_the_page(client, fields, message):
    call = selection_call(**fields)
    client.force_login(officer())
    assert message in press(client, "propose", call.public_id)


def test_a_budget_of_zero_shows_an_empty_team_and_why(client):
    call = selection_call(budget_cents=0)
    marked(call, 600)
    client.force_login(officer())

    text = press(client, "propose", call.public_id)

    assert "0 of 2 places filled." in text
    assert "Proven optimal" in text
    assert "The budget decided." in text


def test_balances_that_cannot_hold_are_explained_with_the_least_that_gives_way(client):
    call = selection_call(places=2)
    for _number in range(2):
        marked(call, 600, language_group="FR")
    QuotaTarget.objects.create(call=call, label="language_group=NL", min=1, hard=True)
    client.force_login(officer())

    text = press(client, "propose", call.public_id)

    assert "No team can keep all the rules" in text
    assert "Dutch speakers: at least 1 (among those compared: 0)" in text
    assert "Dutch speakers: 0 instead of at least 1" in text


def test_the_page_shows_the_five_weights_and_the_proof(client):
    call = selection_call(places=2, budget_cents=200_000)
    marked(call, 800, gender="F", language_group="FR", internal=True)
    marked(call, 700, gender="M", language_group="NL")
    marked(call, 600, gender="X", language_group="", last_name="Peeters")
    QuotaTarget.objects.create(call=call, label="gender=F", min=1)
    run = propose_delegation(call, actor=officer())

    text = page_of(client, call).content.decode()

    for shown in (
        "Band A (from 75)", "100 % of the budget is used.", "French speakers", "Dutch speakers", "Women",
        "Men", "Internal (FPS Foreign Affairs)", "External", "Peeters", "Reserve list", "Proven optimal",
        run.inputs_sha256,
    ):  # fmt: skip
        assert shown in text


def test_every_look_is_audited(client):
    call = selection_call()
    marked(call, 600)
    run = propose_delegation(call, actor=officer())
    actor = officer("auditor")
    page_of(client, call, actor)

    assert AuditEntry.objects.get(action="selection.seen").actor == actor
    client.get(reverse("delegation:run-file", args=[call.public_id, run.public_id, "problem"]))
    assert AuditEntry.objects.get(action="selection.exported").actor == actor


def test_the_files_are_those_the_engine_was_given_and_gave(client):
    call = selection_call()
    marked(call, 600)
    run = propose_delegation(call, actor=officer())
    client.force_login(officer())

    for name in ("problem", "result"):
        answer = client.get(reverse("delegation:run-file", args=[call.public_id, run.public_id, name]))
        assert answer.json() == getattr(run, name)
        assert answer["Content-Disposition"].startswith("attachment;")


def test_a_run_of_another_call_does_not_exist_here(client):
    call, other = selection_call(), selection_call()
    marked(other, 600)
    run = propose_delegation(other, actor=officer())
    client.force_login(officer())
    assert client.get(reverse("delegation:run", args=[call.public_id, run.public_id])).status_code == 404


def test_a_change_since_the_computation_is_said_before_anybody_decides(client):
    call = selection_call()
    marked(call, 600)
    propose_delegation(call, actor=officer())
    marked(call, 700)

    text = page_of(client, call).content.decode()

    assert "Something changed since this team was computed." in text
    assert "Hand in for approval" not in text


def test_handing_in_is_for_the_proposer_and_says_what_stands_in_the_way(client):
    call = selection_call(minimum_score_tenths=500)
    marked(call, 600)
    marked(call, 400, last_name="Onderaan")
    actor = officer()
    run = propose_delegation(call, actor=actor)
    text = page_of(client, call, actor).content.decode()
    assert "To review by a person: below the minimum score" in text
    assert "Onderaan" in text

    text = press(client, "submit", call.public_id, run.public_id)

    assert "1 person below the minimum score waits for a person" in text
    run.refresh_from_db()
    assert run.status == RunStatus.PROPOSED


def test_the_decider_is_offered_the_decision_and_the_proposer_is_not(client):
    call = selection_call()
    marked(call, 600)
    both = officer("desk_officer", "decider")
    submit_run(propose_delegation(call, actor=both), actor=both)

    assert "Approve or send back" not in page_of(client, call, both).content.decode()
    assert "Approve or send back" in page_of(client, call, officer("decider")).content.decode()


def test_after_the_approval_the_page_says_who_goes(client):
    call, (first, _second) = approved_call(800, 700, places=1)

    text = page_of(client, call).content.decode()

    assert "Who goes" in text
    assert reverse("delegation:cannot-go", args=[call.public_id, first.public_id]) in text
    assert reverse("nominations:list", args=[call.public_id]) in text


def test_many_people_are_shown_page_by_page(client):
    call = selection_call(places=1)
    for number in range(OTHERS_ON_A_PAGE + 10):
        compared(call, 900 - number)
    propose_delegation(call, actor=officer())

    assert "page=2" in page_of(client, call).content.decode()
    assert page_of(client, call, page="2").status_code == 200


def test_the_page_takes_as_many_queries_for_six_people_as_for_three(client, django_assert_num_queries):
    actor = officer()
    for people in (3, 6):
        call = selection_call(places=1)
        for number in range(people):
            compared(call, 900 - number)
        compared(call, 500, status=CandidacyStatus.INELIGIBLE)
        propose_delegation(call, actor=actor)
        page_of(client, call, actor)
        with django_assert_num_queries(34):
            client.get(reverse("delegation:run-latest", args=[call.public_id]))


def test_the_team_stands_beside_what_a_sorted_list_would_have_given(client):
    call = selection_call(places=2)
    QuotaTarget.objects.create(call=call, label="gender=F", min=1, hard=True)
    for points, gender in ((900, "M"), (800, "M"), (700, "F")):
        marked(call, points, gender=gender)
    propose_delegation(call, actor=officer())

    page = " ".join(page_of(client, call).content.decode().split())

    assert "A list sorted by points would break one balance that is asked." in page
    assert "It would send one other person." in page
    assert "Difference in points of the whole team: +10" in page
    assert "Women: 0 of 2 – asked: at least 1 (must hold)" in page


def test_a_sorted_list_that_gives_the_same_team_is_said_in_one_line(client):
    call = selection_call(places=1)
    marked(call, 900)
    run = propose_delegation(call, actor=officer())

    assert "A list sorted by points would give the same team." in page_of(client, call).content.decode()
    SelectionRun.objects.filter(pk=run.pk).update(by_points=None)  # kept before the list was computed
    assert "sorted by points" not in page_of(client, call).content.decode()


@pytest.mark.parametrize(
    ("points", "overtaken"), [(900, True), (400, False)], ids=["a rival", "below the minimum score"]
)
def test_a_newcomer_overtakes_a_team_and_the_page_says_so_without_writing(client, points, overtaken):
    call, actor = selection_call(minimum_score_tenths=500), officer()
    marked(call, 600)
    propose_delegation(call, actor=actor)
    newcomer = marked(call, points)

    response = page_of(client, call, actor)

    assert response.context["is_overtaken"] == overtaken
    assert not BalanceFacts.objects.filter(candidacy=newcomer).exists()


def test_an_approved_selection_leads_to_the_nomination_list(client):
    call, _candidacies = approved_call(900, 800)

    page = page_of(client, call).content.decode()

    acts = page.partition('id="acts"')[2].partition("</section>")[0]
    assert reverse("nominations:list", args=[call.public_id]) in acts
    assert reverse("delegation:replacement", args=[call.public_id]) in acts


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (None, None, ""), (2, None, "at least 2 %"), (None, 5, "at most 5 %"), (3, 3, "exactly 3 %"),
        (2, 5, "2–5 %"),
    ],
)  # fmt: skip
def test_a_range_is_said_in_words(low, high, words):
    with translation.override("en"):
        assert limits(low, high, " %") == words
