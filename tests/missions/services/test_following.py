"""Who asked is told of new calls: once, in the chosen language, and until one click ends it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from missions.models import Call, Subscription
from missions.services.following import (
    follow_calls,
    link_to_end,
    unfollow_calls,
)
from missions.services.telling import tell_followers
from osce_portal.common.enums import Role, Scheme
from osce_portal.mail.models import QueuedMail
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.missions import (
    CallFactory,
    CrisisCallFactory,
    MissionFactory,
    VacancyCallFactory,
    days_ago,
)

pytestmark = pytest.mark.django_db


def told() -> list[str]:
    return sorted(
        QueuedMail.objects.filter(template="missions/call_opened").values_list("to_email", flat=True)
    )


def test_everybody_whose_wish_the_call_answers_is_told_once_in_the_chosen_language():
    call = CallFactory(mission__state__region="Central Asia")
    wishes = {
        "all": {},
        "scheme": {"scheme": Scheme.ELECTION_OBSERVATION},
        "exact": {"scheme": Scheme.ELECTION_OBSERVATION, "role": Role.STO, "region": "Central Asia"},
        "mission": {"mission": call.mission},
        "role-no": {"role": Role.LTO},
        "region-no": {"region": "Eastern Europe"},
        "scheme-no": {"scheme": Scheme.JPO},
        "mission-no": {"mission": MissionFactory()},
    }
    for name, wish in wishes.items():
        follow_calls(UserFactory(email=f"{name}@example.org", language="fr"), language="de", **wish)
    several = UserFactory(email="several@example.org")
    for wish in ({}, {"scheme": Scheme.ELECTION_OBSERVATION}, {"mission": call.mission}):
        follow_calls(several, language="nl", **wish)

    assert (tell_followers(), tell_followers()) == (5, 0)

    assert told() == [f"{name}@example.org" for name in ("all", "exact", "mission", "scheme", "several")]
    mail = QueuedMail.objects.get(to_email="all@example.org")
    assert mail.language == "de"
    assert "Kirgisistan" in mail.subject
    assert mail.unsubscribe_url in mail.body
    assert mail.unsubscribe_url.startswith("http://testserver/de/unsubscribe/")
    call.refresh_from_db()
    assert call.followers_told_at is not None


def test_nobody_is_told_of_a_call_that_is_not_open_or_of_one_already_applied_for():
    CallFactory(unpublished=True)
    CallFactory(closed=True)
    CallFactory(awaited=True)
    VacancyCallFactory(opens_at=days_ago(-1))
    call = CallFactory()
    applicant, drafter, withdrawn = (CandidateFactory() for _ in range(3))
    CandidacyFactory(candidate=applicant, call=call, received=True)
    CandidacyFactory(candidate=drafter, call=call)
    CandidacyFactory(candidate=withdrawn, call=call, status="withdrawn")
    gone = UserFactory(is_active=False)
    for user in (applicant.user, drafter.user, withdrawn.user, gone):
        follow_calls(user, language="fr")

    tell_followers()

    assert told() == [withdrawn.user.email]
    assert list(Call.objects.filter(followers_told_at__isnull=False)) == [call]


def test_telling_three_people_costs_the_queries_of_telling_one(django_assert_num_queries):
    counts = []
    for people in (1, 3):
        CrisisCallFactory(crisis_mission__country="MD")
        for _ in range(people):
            follow_calls(UserFactory(), language="fr", scheme=Scheme.CRISIS_MANAGEMENT)
        with django_assert_num_queries(counts[0] if counts else 14) as queries:
            tell_followers()
        counts.append(len(queries))
    assert QueuedMail.objects.count() == 1 + 4


def test_the_same_wish_again_changes_the_language_only():
    user = UserFactory()
    first = follow_calls(user, language="fr", scheme=Scheme.JPO)
    again = follow_calls(user, language="nl", scheme=Scheme.JPO)
    other = follow_calls(user, language="nl", mission=MissionFactory(), scheme=Scheme.JPO)

    assert (first.pk, again.language, other.scheme) == (again.pk, "nl", "")
    assert unfollow_calls(Subscription.objects.filter(pk=first.pk), actor=user) == 1
    assert list(Subscription.objects.filter(user=user)) == [other]


def test_one_click_ends_what_the_mail_was_for_and_nothing_else(client, csrf_client):
    call = CallFactory()
    user = UserFactory()
    follow_calls(user, language="en")
    follow_calls(user, language="en", mission=call.mission)
    kept = follow_calls(user, language="en", scheme=Scheme.JPO)
    tell_followers()
    link = QueuedMail.objects.get().unsubscribe_url.removeprefix("http://testserver")

    assert "All new calls" in client.get(link).content.decode()
    assert Subscription.objects.count() == 3  # a program that looks at links ends nothing
    response = csrf_client.post(link, {"List-Unsubscribe": "One-Click"})

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert list(Subscription.objects.all()) == [kept]
    assert csrf_client.post(link).status_code == 200
    forged = link[:-3] + "xx/"
    assert (client.get(forged).status_code, client.post(forged).status_code) == (404, 404)
    assert link_to_end([kept]) not in link


@pytest.fixture
def csrf_client():
    return Client(enforce_csrf_checks=True)


def test_the_page_lists_own_wishes_takes_new_ones_and_ends_them(client):
    user = UserFactory(language="en")
    foreign = follow_calls(UserFactory(), language="fr")
    mission = MissionFactory(without_day=True)
    client.force_login(user)

    with translation.override("en"):
        assert (
            f"/my-calls/?mission={mission.public_id}"
            in client.get(mission.get_absolute_url()).content.decode()
        )
    wrong = client.post("/my-calls/", {"scheme": "jpo", "role": "sto", "language": "nl"})
    assert "This scheme has no such role." in wrong.content.decode()
    client.post("/my-calls/", {"scheme": "election_observation", "role": "sto", "language": "nl"})
    client.post("/my-calls/", {"mission": mission.public_id, "language": "fr"})
    open_already = CallFactory().mission
    assert client.post("/my-calls/", {"mission": open_already.public_id, "language": "fr"}).status_code == 302
    page = client.get("/my-calls/").content.decode()

    own = Subscription.objects.filter(user=user)
    assert {(row.role, row.mission, row.language) for row in own} == {
        ("sto", None, "nl"),
        ("", mission, "fr"),
    }
    assert "Short-term observer" in page
    for row in own:
        client.post(reverse("following:end", args=[row.public_id]))
    assert client.post(reverse("following:end", args=[foreign.public_id])).status_code == 404
    assert list(Subscription.objects.all()) == [foreign]


@pytest.mark.parametrize("wish", [{"scheme": Scheme.JPO}, {"role": Role.JPO}])
def test_a_wish_that_no_call_could_answer_is_refused_beside_its_field(client, wish):
    client.force_login(UserFactory(language="en"))
    page = client.post(
        reverse("following:list"), wish | {"region": "Central Asia", "language": "en"}, follow=True
    )

    assert list(page.context["form"].errors) == ["region"]
    assert "core_team" not in dict(page.context["form"].fields["role"].choices)
    assert not Subscription.objects.exists()
    client.post(reverse("following:list"), wish | {"language": "en"})
    assert Subscription.objects.count() == 1
