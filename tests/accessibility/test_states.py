"""Pages in the states that the world of the permissions does not hold."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from candidates.models import PeopleList
from candidates.sections import SECTIONS
from candidates.services.lists import ask_list
from missions.models import Change, QuotaTarget
from osce_portal.common.models import new_public_id
from osce_portal.mail.models import MailState
from selection.candidacies.changes.exceptions import (
    decide_exception,
    propose_exception,
    take_back_exception,
)
from selection.candidacies.changes.services import approve_change, propose_change
from selection.delegation.services import propose_delegation, submit_run
from tests.accessibility import urls_that_fail
from tests.accessibility.looking import all_wrong, look_at, send_empty_form, send_nothing_to
from tests.browser import faults_of_state, misfits_of
from tests.factories.accounts import UserFactory
from tests.factories.candidacies import CandidacyFactory, LateAttemptFactory
from tests.factories.candidates import CandidateFactory, CvEntryFactory
from tests.factories.delegation import approved_call, marked, officer, selection_call
from tests.factories.mail import QueuedMailFactory
from tests.factories.missions import CallFactory, days_from_today
from tests.journeys.sessions import seat, staff_member
from tests.journeys.words import say
from tests.worker import worker_away

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_newcomers_file(page, live_server):
    seat(page, UserFactory(language="de"), live_server)
    look_at(page, [reverse("candidates:overview"), reverse("candidates:identity")], "de")


def test_every_section_of_a_cv(page, live_server):
    candidate = CandidateFactory(registered=True, user__language="fr")
    seat(page, candidate.user, live_server)
    makers = {maker._meta.model: maker for maker in CvEntryFactory.__subclasses__()}
    entries = {slug: makers[section.model](candidate=candidate) for slug, section in SECTIONS.items()}
    lists = [reverse("candidates:section", args=[slug]) for slug in entries]
    filled_in = [
        reverse("candidates:entry-edit", args=[slug, entry.public_id]) for slug, entry in entries.items()
    ]
    look_at(page, [*lists, *filled_in], "fr", misfits_of)
    send_nothing_to(page, [reverse("candidates:entry-add", args=[slug]) for slug in entries], "fr")


def calls_in_each_state(actor) -> list[str]:
    """The selection of calls: not computed, proposed, impossible, handed in, approved."""
    calls = [selection_call() for _state in range(4)]
    for call in calls:
        marked(call, 600, language_group="FR")
    QuotaTarget.objects.create(call=calls[2], label="language_group=NL", min=1, hard=True)
    runs = [propose_delegation(call, actor=actor) for call in calls[1:]]
    submit_run(runs[2], actor=actor)
    approved, _candidacies = approved_call(700, 600)
    return [reverse("delegation:run-latest", args=[call.public_id]) for call in [*calls, approved]]


def test_a_selection_in_each_state(page, live_server):
    actor = staff_member("desk_officer", "nl")
    seat(page, actor, live_server)
    look_at(page, calls_in_each_state(officer()), "nl")


def test_a_change_that_waits_is_being_done_and_is_done(page, live_server):
    """Each as the second person sees it, who reads French."""
    desk, decider = staff_member("desk_officer", "nl"), staff_member("decider", "fr")
    candidacies = [CandidacyFactory(received=True) for _state in range(3)]
    words = {
        "election_day": days_from_today(150),
        "note": "ODIHR",
        "message_fr": "Reporté.",
        "message_nl": "Uit.",
    }
    waiting, working, done = (
        propose_change(Change(kind="later", mission=one.call.mission, **words), actor=desk)
        for one in candidacies
    )
    with worker_away():
        approve_change(working, actor=decider)
    approve_change(done, actor=decider)
    seat(page, decider, live_server)
    look_at(page, [reverse("changes:change", args=[one.public_id]) for one in (waiting, working, done)], "fr")


def test_long_lists_before_while_and_after_they_are_written(page, live_server, settings):
    settings.PEOPLE_WRITTEN_AT_ONCE = 0
    actor, key = staff_member("desk_officer", "nl"), CandidateFactory().pk
    lists = [ask_list([key], actor=actor, file_format="csv", key=new_public_id()) for _state in range(2)]
    PeopleList.objects.filter(pk=lists[0].pk).update(state="making")
    seat(page, actor, live_server)
    export = reverse("admin:candidates_candidate_export", args=["csv"])
    look_at(page, [export, reverse("admin:candidates_candidate_lists")], "nl")


def test_sending_a_mail_again(page, live_server):
    QueuedMailFactory(state=MailState.FAILED)
    seat(page, staff_member("desk_officer", "nl"), live_server)
    page.goto(reverse("admin:mail_queuedmail_changelist"))
    page.check("[name=_selected_action]")
    page.select_option("[name=action]", "repeat_mails")
    page.click("[name=index]")
    assert page.locator("[name=confirmed]").count()
    assert faults_of_state(page) == []


def test_a_forgotten_password(page, mailoutbox):
    user = staff_member("desk_officer", "fr")
    page.goto("/fr/accounts/password/reset/")
    page.fill("[name=email]", user.email)
    page.click("main button[type=submit]")
    (link,) = re.findall(r"http://\S+/reset/key/\S+", mailoutbox[0].body)
    look_at(page, [link.replace("http://testserver", "")], "fr")
    send_empty_form(page, page.url)
    assert page.locator(".is-invalid").count()
    assert faults_of_state(page) == []


@pytest.mark.urls(urls_that_fail.__name__)
@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_what_goes_wrong(open_page, language):
    page, look = open_page(locale=f"{language}-BE"), faults_of_state if language == "fr" else misfits_of
    for status in (400, 404, 429, 500):
        assert page.goto(f"/fail/{status}/").status == status
        assert all_wrong(page, language, look) == []
    page.context.clear_cookies()  # and with them what shows that a form comes from here
    send_nothing_to(page, ["/language/"], language, look)
    assert page.locator("h1").inner_text() == say(language, "Your form could not be accepted")


@pytest.mark.urls(urls_that_fail.__name__)
def test_the_mails_of_development(page, settings):
    settings.DEV_MAIL_PAGE = True
    mail = QueuedMailFactory()
    page.goto("/fr/")
    look_at(page, [reverse("dev_mail:list"), reverse("dev_mail:detail", args=[mail.public_id])], "fr")


def test_an_exception_to_a_deadline_in_each_state(page, live_server, settings):
    settings.DEADLINE_EXCEPTIONS_ALLOWED = True
    call, desk, decider = CallFactory(closed=True), staff_member("desk_officer", "nl"), officer("decider")
    people = [LateAttemptFactory(call=call).candidate for _state in range(4)]
    asked = {"until": timezone.now() + timedelta(days=1), "reason": "Onze server lag plat.", "actor": desk}
    waits, taken_back, yes, no = (propose_exception(person, call, **asked) for person in people)
    take_back_exception(taken_back, actor=desk)
    decide_exception(yes, approve=True, actor=decider)
    decide_exception(no, approve=False, note="Geen bewijs.", actor=decider)
    seat(page, desk, live_server)
    overview = reverse("changes:exceptions", args=[call.public_id])
    form = reverse("changes:exception-propose", args=[call.public_id, people[1].public_id])
    states = [reverse("changes:exception", args=[one.public_id]) for one in (waits, taken_back, yes, no)]

    look_at(page, [overview, f"{overview}?q=a", form, *states], "nl")
    send_nothing_to(page, [form], "nl")
    seat(page, staff_member("decider", "nl"), live_server)
    look_at(page, states[:1], "nl")
    send_nothing_to(page, states[:1], "nl")
