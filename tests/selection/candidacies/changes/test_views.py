import pytest
from django.urls import reverse
from django.utils import timezone

from missions.deadlines import last_day
from missions.enums import ChangeKind, MissionStage
from missions.errors import MissionIsOver
from missions.models import Call, Change, Mission
from missions.moves import OF_CALLS, OF_MISSIONS
from missions.templatetags.missions import last_day_text
from osce_portal.mail.models import QueuedMail
from selection.candidacies.changes.errors import AnotherWaits, SentBefore
from selection.candidacies.changes.working import apply_change
from selection.candidacies.models import AvailabilityQuestion
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory
from tests.factories.missions import CallFactory, days_from_today

pytestmark = pytest.mark.django_db
WORDS = {"note": "Told by the OSCE.", "message_fr": "Reporté.", "message_nl": "Uitgesteld."}


@pytest.fixture
def officer(client):
    """A desk officer who reads English, signed in."""
    user = UserFactory(staff=True, groups=["desk_officer"], language="en")
    client.force_login(user)
    return user


def decider(client):
    user = UserFactory(staff=True, groups=["decider"], language="en")
    client.force_login(user)
    return user


def send(client, page: str, typed: dict[str, str]):
    """Look at the preview and press its button."""
    shown = client.post(page, typed | {"preview": "1"})
    return client.post(page, typed | {"reference": shown.context.get("reference", ""), "do": "1"})


def test_from_the_proposal_over_the_second_person_to_the_answer(
    client, officer, django_capture_on_commit_callbacks
):
    """Nothing is done before it is shown; the second person sees the same; the person answers."""
    candidacy = CandidacyFactory(received=True, candidate__correspondence_language="nl")
    mission = candidacy.call.mission
    page = reverse("changes:propose-mission", args=[mission.public_id, "later"])
    typed = {**WORDS, "election_day": days_from_today(150).isoformat()}

    shown = client.post(page, typed | {"preview": "1"})
    text = shown.content.decode()
    assert "Propose it to a second person" in text and "Uitgesteld." in text and "Received" in text
    assert not Change.objects.exists() and not QueuedMail.objects.exists()
    again = client.post(page, typed | {"edit": "1"}).content.decode()
    assert "Show what would happen" in again and "Told by the OSCE." in again
    unseen = client.post(page, typed | {"do": "1"}).content.decode()
    assert "Nothing is done yet" in unseen and not Change.objects.exists()
    kept = send(client, page, typed)
    change = Change.objects.get()
    assert kept.url == reverse("changes:change", args=[change.public_id])
    assert "You proposed this" in client.get(kept.url).content.decode()

    decider(client)
    assert change.get_kind_display() in client.get(reverse("admin:index")).content.decode()
    refused = client.post(kept.url, {"decision": "refuse"}).content.decode()
    assert "Please give the reason." in refused and Change.objects.get().state == "proposed"
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(kept.url, {"decision": "approve"}).status_code == 302
    done = client.get(kept.url).content.decode()
    assert "not answered" in done
    stood, stands = (last_day_text(last_day(days_from_today(days))) for days in (100, 150))
    assert stood in done and stands in done  # both deadlines, after the act too
    assert QueuedMail.objects.get(template="candidacies/change").language == "nl"

    client.force_login(candidacy.candidate.user)
    own = candidacy.get_detail_url()
    assert 'name="answer"' in client.get(own).content.decode()
    address = reverse("candidacies:availability", args=[candidacy.public_id])
    asked = {"question": AvailabilityQuestion.objects.get().public_id}
    for wrong in (asked | {"answer": "perhaps"}, {"question": "of another tab", "answer": "yes"}):
        client.post(address, wrong)
        assert AvailabilityQuestion.objects.get().answered_at is None
    client.post(address, asked | {"answer": "no"})
    candidacy.refresh_from_db()
    assert AvailabilityQuestion.objects.get().is_available is False and candidacy.available is False
    after = client.get(own).content.decode()
    assert (
        'name="answer"' not in after and reverse("candidacies:withdraw", args=[candidacy.public_id]) in after
    )


def test_the_page_follows_the_worker_and_a_second_click_does_nothing_more(client, officer):
    """Nothing has moved while it is being done, and nothing else can be proposed; the page says both."""
    call = CandidacyFactory(received=True).call
    address = reverse("changes:propose-mission", args=[call.mission.public_id, "cancelled"])
    other_tab = client.post(address, WORDS | {"preview": "1"}).context["reference"]
    kept = send(client, address, WORDS)
    second = client.post(address, WORDS | {"reference": other_tab, "do": "1"})
    assert second.context["form"].non_field_errors() == [AnotherWaits.message]
    change = Change.objects.get()
    assert (change.state, Call.objects.get().cancelled_at) == ("applying", None)

    working = client.get(kept.url)
    text = working.content.decode()
    assert "data-working" in text and 'http-equiv="refresh"' in text and "All of it is done at once" in text
    assert working.context["effect"].told == 1
    overview = client.get(reverse("changes:mission", args=[call.mission.public_id])).content.decode()
    assert "A change is being done" in overview and address not in overview

    apply_change(change.pk)
    done = client.get(kept.url).content.decode()
    assert "data-working" not in done and 'http-equiv="refresh"' not in done and "All of it" not in done
    assert QueuedMail.objects.filter(template="candidacies/change").count() == 1


@pytest.mark.parametrize("kind", ["second_round", "description"])
def test_the_same_button_again_after_it_was_done_tells_and_asks_nobody_again(client, officer, kind):
    """From the back button, a second tab or the line: whoever has answered is not asked anew."""
    call = CandidacyFactory(status="selected", received=True, call__closed=True).call
    target, name = (call.mission, "mission") if kind == "second_round" else (call, "call")
    address = reverse(f"changes:propose-{name}", args=[target.public_id, kind])
    typed = {**WORDS, "election_day": days_from_today(44).isoformat()}
    reference = client.post(address, typed | {"preview": "1"}).context["reference"]
    pressed = typed | {"reference": reference, "do": "1"}
    kept = client.post(address, pressed)
    apply_change(Change.objects.get().pk)
    AvailabilityQuestion.objects.update(is_available=True, answered_at=timezone.now())

    again = client.post(address, pressed, follow=True)

    assert again.redirect_chain[0][0] == kept.url
    assert [str(said) for said in again.context["messages"]] == [SentBefore.message]
    assert Change.objects.count() == QueuedMail.objects.count() == AvailabilityQuestion.objects.count() == 1
    decider(client)
    client.post(address, pressed)  # not shown to this reader
    assert Change.objects.count() == 1


def test_what_the_worker_finds_refused_waits_again_and_the_page_says_why(client, officer):
    """Meanwhile the mission was cancelled: the second person reads it, nobody was told."""
    call = CandidacyFactory(received=True).call
    address = reverse("changes:propose-mission", args=[call.mission.public_id, "cancelled"])
    page = send(client, address, WORDS).url
    Mission.objects.update(stage=MissionStage.CANCELLED)

    assert apply_change(Change.objects.get().pk) is False

    decider(client)
    shown = client.get(page)
    assert shown.context["refusal"] == MissionIsOver.message and shown.context["may_decide"]
    assert "data-working" not in shown.content.decode()
    assert (
        not QueuedMail.objects.filter(template="candidacies/change").exists()
        and Call.objects.get().cancelled_at is None
    )


def test_what_the_rules_refuse_stands_in_the_form_and_nothing_typed_is_lost(client, officer):
    call = CallFactory(open=True)
    page = reverse("changes:propose-mission", args=[call.mission.public_id, "earlier"])
    asked = client.post(page, {**WORDS, "election_day": days_from_today(20).isoformat()}).content.decode()
    assert "please set one last day for everybody" in asked and "Told by the OSCE." in asked
    empty = client.post(page, {}).context["form"].errors
    assert set(empty) == {"election_day", "note", "message_fr", "message_nl"}


def test_without_a_day_a_second_round_is_taken_away_where_one_is_known(client, officer):
    mission = CandidacyFactory(status="selected", received=True, call__closed=True).call.mission
    page = reverse("changes:propose-mission", args=[mission.public_id, "second_round"])
    assert set(client.post(page, WORDS | {"preview": "1"}).context["form"].errors) == {"election_day"}
    Mission.objects.update(second_round_on=days_from_today(114))
    shown = client.post(page, WORDS | {"preview": "1"}).content.decode()
    assert "none: there is no second round after all" in shown
    assert "There is no second round after all:" in shown and "keep its days free" in shown
    send(client, page, WORDS)
    apply_change(Change.objects.get().pk)
    assert Mission.objects.get().second_round_on is None


def test_a_day_that_is_not_needed_is_refused_beside_its_field(client, officer):
    call = CallFactory(open=True)
    page = reverse("changes:propose-mission", args=[call.mission.public_id, "earlier"])
    typed = {"election_day": days_from_today(90), "closes_on": days_from_today(20)}
    shown = client.post(page, WORDS | typed)
    assert set(shown.context["form"].errors) == {"closes_on"}
    assert "Told by the OSCE." in shown.content.decode()
    assert "effect" in client.post(page, WORDS | typed | {"closes_on": ""}).context


@pytest.mark.parametrize(
    ("target", "kind"), [("mission", "extended"), ("call", "later"), ("call", "nonsense")]
)
def test_each_target_has_its_own_kinds(client, officer, target, kind):
    call = CallFactory(open=True)
    key = call.mission.public_id if target == "mission" else call.public_id
    assert client.get(reverse(f"changes:propose-{target}", args=[key, kind])).status_code == 404


def test_a_change_that_is_no_longer_possible_says_so_to_the_second_person(client, officer):
    call = CallFactory(open=True)
    change = Change.objects.create(
        mission=call.mission, kind="later", election_day=days_from_today(99), proposed_by=officer, **WORDS
    )
    decider(client)
    page = client.get(reverse("changes:change", args=[change.public_id])).content.decode()
    assert "It can no longer be done as it was proposed" in page


@pytest.mark.parametrize(
    ("life", "of_mission", "of_call"),
    [
        ({"open": True}, [*OF_MISSIONS], [*OF_CALLS]),
        ({"open": True, "mission__stage": "cancelled"}, [], [*OF_CALLS]),
        ({"open": True, "mission__stage": "done"}, ["second_round"], [*OF_CALLS]),
        ({"open": True, "cancelled_at": timezone.now()}, [*OF_MISSIONS], []),
        ({"closed": True, "decided_at": timezone.now()}, [*OF_MISSIONS], ["description"]),
    ],
)
def test_only_what_can_still_move_has_a_button(client, officer, life, of_mission, of_call):
    call = CallFactory(**life)
    for row, kind, left in ((call.mission, "mission", of_mission), (call, "call", of_call)):
        page = client.get(reverse(f"changes:{kind}", args=[row.public_id]))
        offered = [
            change_kind
            for change_kind in ChangeKind.values
            if f'href="{page.request["PATH_INFO"]}{change_kind}/"' in page.text
        ]
        assert sorted(offered) == sorted(left)
        assert ("it does not move any more" in page.text) is (not left)


def test_whoever_is_a_candidate_there_sees_no_link_to_pages_that_are_not_there(client, officer):
    """Nor from another call of the same mission."""
    own = CandidacyFactory(received=True, candidate__user=officer).call
    other = CallFactory(mission=own.mission, role="lto")
    moving = reverse("changes:mission", args=[own.mission.public_id])
    pages = [
        reverse("admin:missions_mission_change", args=[own.mission.public_id]),
        reverse("changes:call", args=[other.public_id]),
    ]
    for page in pages:
        shown = client.get(page)
        assert shown.status_code == 200 and moving not in shown.text
    assert client.get(moving).status_code == 404
    decider(client)
    assert [moving in client.get(page).text for page in pages] == [True, True]


def test_the_pages_of_call_and_mission_lead_there(client, officer):
    call = CallFactory(open=True)
    for row, name in ((call, "call"), (call.mission, "mission")):
        admin = reverse(f"admin:missions_{name}_change", args=[row.public_id])
        overview = reverse(f"changes:{name}", args=[row.public_id])
        assert overview in client.get(admin).content.decode()
        assert client.get(overview).status_code == 200
