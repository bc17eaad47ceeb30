"""The main job as one story: a candidate in French, staff in Dutch, from registration to the replacement."""

import datetime as dt
from types import SimpleNamespace

import openpyxl
import pypdf
import pytest
from django.core.management import call_command
from django.utils import timezone

from candidates.models import Candidate
from osce_portal.audit.models import AuditEntry
from osce_portal.audit.services import find_breaks, seal_entries
from osce_portal.mail.models import MailState, QueuedMail
from osce_portal.management.sample.papers import certificate_lines, make_pdf
from selection.assessment.enums import IneligibilityReason
from selection.candidacies.enums import CandidacyStatus
from selection.candidacies.models import Candidacy, LateAttempt
from selection.candidacies.templatetags.candidacies import exact_time
from selection.delegation.templatetags.selection_figures import points
from selection.nominations.models import Nomination
from tests.factories.candidacies import CandidacyFactory, DossierFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.files import StoredFileFactory
from tests.journeys import candidate_steps as candidate
from tests.journeys import officer_steps as officer
from tests.journeys import selection_steps as selection
from tests.journeys.calendar_steps import let_the_deadline_pass, real_mission_ahead
from tests.journeys.sessions import seat, sign_in, staff_member
from tests.journeys.words import in_language, one_line, say

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
EMAIL, PASSWORD = "amelie.dubois@example.org", "Une phrase longue pour essayer"
NAME = "Amélie Dubois"
MOTIVATION = "J'ai vécu deux ans à Och et j'y ai suivi trois scrutins avec des observateurs du pays."
IDENTITY = {
    "first_name": "Amélie", "last_name": "Dubois", "birth_date": "1986-05-04", "phone": "+32 470 12 34 56",
    "city": "Namur", "country": "BE", "nationality": "BE", "gender": "F", "language_group": "FR",
    "correspondence_language": "fr",
}  # fmt: skip
LEVELS = ("listening", "reading", "speaking", "writing")
CV = (
    ("employers", {"kind": "fps_fa", "started_on": "2015-09-01"}),
    ("languages", {"language": "en"} | dict.fromkeys(LEVELS, "C2")),
    ("languages", {"language": "ru"} | dict.fromkeys(LEVELS, "C1")),
    (
        "work",
        {
            "title": "Attachée", "organisation": "SPF Affaires étrangères", "country": "BE",
            "field": "human_rights", "started_on": "2015-09-01",
        },
    ),
    ("observations", {"role": "lto", "organisation": "OSCE/ODIHR", "country": "MD", "year": "2021"}),
    ("countries", {"country": "KG", "kind": "work", "months": "24"}),
)  # fmt: skip
WHY = "Evenwichtig en binnen het budget."


@pytest.fixture
def seats(open_page, live_server, settings, postbox):
    """The pages of the people of the story; mails really leave, with links to this server."""
    settings.BASE_URL = live_server.url
    desk = {"viewport": {"width": 1280, "height": 900}, "locale": "nl-BE"}
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    return SimpleNamespace(
        phone=open_page(**phone),
        late=open_page(**phone),
        officer=open_page(**desk),
        decider=open_page(**desk),
    )


def test_from_registration_to_the_replacement(seats, live_server, postbox, tmp_path):
    spoken = {say(language, "Your points") for language in ("fr", "nl", "de", "en")}
    assert len(spoken) == 4, "python manage.py compile_catalogues: else everybody reads English"
    mission = real_mission_ahead()
    sign_in(seats.officer, staff_member("desk_officer", "nl"))
    call = officer.open_the_call(seats.officer, mission)

    register_with_a_first_cv(seats.phone, postbox)
    first = apply_on_the_phone(seats.phone, call, postbox)
    others = others_apply(call)

    close_and_refuse_the_late(seats.late, call, live_server)
    screen_in_dutch(seats.officer, first, others, in_language("nl", lambda: call.title))
    decide_with_two(seats, call)
    everybody_is_told(seats.phone, first, others, postbox)
    nominate(seats.officer, call, first, tmp_path)
    replace(seats, call, first)
    audit_holds(first)


def register_with_a_first_cv(page, postbox):
    candidate.register(page, EMAIL, PASSWORD)
    mail = postbox.wait_for(1)[-1]
    assert (mail["Subject"], mail["To"]) == (say("fr", "Confirm your e-mail address"), EMAIL)
    candidate.confirm_address(page, mail)
    candidate.complete_identity(page, IDENTITY)
    for section, line in CV:
        candidate.add_line(page, section, line)
    assert page.locator("html").get_attribute("lang") == "fr"


def apply_on_the_phone(page, call, postbox) -> Candidacy:
    lines = certificate_lines(NAME, dt.date(2026, 1, 15), call.mission.reference)
    file = {"name": "attestation.pdf", "mimeType": "application/pdf", "buffer": make_pdf(lines)}
    title = in_language("fr", lambda: call.title)
    candidate.start_from_the_calendar(page, in_language("fr", lambda: call.mission.title))
    candidate.save_draft(page, file, MOTIVATION)
    candidate.come_back_to_the_draft(page, title, MOTIVATION)
    before = timezone.now()
    candidacy = candidate.hand_in(page)
    assert before <= candidacy.received_at <= timezone.now()

    mail = postbox.wait_for(2)[-1]
    subject = one_line(say("fr", "We have received your candidacy: %(title)s", title=title))
    assert one_line(mail["Subject"]) == subject
    assert f"{say('fr', 'Receipt number:')} {candidacy.receipt_number}" in mail.get_content()
    assert f"{timezone.localtime(candidacy.received_at):%H:%M:%S}" in mail.get_content()
    return candidacy


def others_apply(call) -> SimpleNamespace:
    """Three more who are complete, in Dutch and German, and one who is not available for the whole period."""
    return SimpleNamespace(
        jan=other(call, "Jan", "nl", gender="M", language_group="NL"),
        lotte=other(call, "Lotte", "nl", gender="F", language_group="NL"),
        klaus=other(call, "Klaus", "de", gender="M"),
        ute=other(call, "Ute", "de", gender="F", is_available=False),
    )


def other(call, first_name, language, *, is_available=True, **person) -> Candidacy:
    """A candidacy received from somebody else, with a certificate of its own that nobody has checked."""
    writer = CandidateFactory(
        registered=True, belgian=True, with_cv=True, first_name=first_name, user__language=language,
        correspondence_language=language, **person,
    )  # fmt: skip
    content = make_pdf(certificate_lines(writer.full_name, dt.date(2026, 1, 10), call.mission.reference))
    candidacy = CandidacyFactory(
        call=call, candidate=writer, received=True, available=is_available,
        certificate__file=StoredFileFactory(bytes=content),
    )  # fmt: skip
    return DossierFactory(candidacy=candidacy).candidacy


def close_and_refuse_the_late(page, call, live_server):
    """Somebody has the form open when the deadline passes, and presses the button after it."""
    late = CandidacyFactory(call=call, ready=True, candidate__first_name="Thomas")
    seat(page, late.candidate.user, live_server).goto(f"/my-candidacies/{late.public_id}/edit/")
    let_the_deadline_pass(call)
    call_command("nightly", verbosity=0)
    call.refresh_from_db()
    late.refresh_from_db()
    assert (call.closed_at is not None, late.status) == (True, CandidacyStatus.LAPSED)

    candidate.press(page, "Hand in my candidacy")
    assert page.get_by_role("heading", level=1).inner_text() == say("fr", "The deadline has passed")
    attempt = LateAttempt.objects.get()
    assert (attempt.candidate, attempt.call) == (late.candidate, call)
    assert in_language("fr", lambda: exact_time(attempt.at)) in page.get_by_role("main").inner_text()
    assert AuditEntry.objects.filter(action="candidacy.late", subject_ref=late.candidate.public_id).exists()


def screen_in_dutch(page, first, others, title):
    officer.go_to_the_closed_call(page, title)
    shown = [officer.count_shown(page, label) for label in ("Received", "Late attempts", "Drafts lapsed")]
    assert shown == [5, 1, 1]
    officer.accept_certificates(page, 5)
    officer.screen_the_complete(page, 4)
    reason = officer.find_not_eligible(page, others.ute.candidate.full_name)
    assert in_language("de", IneligibilityReason.AVAILABLE.label) in reason
    officer.mark_motivations(page, best=first)
    working = officer.verify_points(page, NAME)
    assert in_language("nl", lambda: criterion_name(first, "country_experience")) in working


def criterion_name(candidacy, code) -> str:
    return candidacy.assessments.get().rubric.criteria.get(code=code).name


def decide_with_two(seats, call):
    selection.set_the_call(seats.officer, places=2, cost="2150", budget="10000,50")
    selection.compute_and_hand_in(seats.officer, call)
    sign_in(seats.decider, staff_member("decider", "nl"))
    selection.approve(seats.decider, call, reason=WHY, despite="De bewijzen volgen vóór het vertrek.")
    call.refresh_from_db()
    assert (call.places, call.unit_cost_cents, call.budget_cents) == (2, 215_000, 1_000_050)
    statuses = call.candidacies.received().order_by("status").values_list("status", flat=True)
    assert list(statuses) == ["ineligible", "reserve", "reserve", "selected", "selected"]


def everybody_is_told(page, first, others, postbox):
    """One mail each, in the own language; the first candidate follows its link and reads the outcome."""
    first.refresh_from_db()
    assert first.status == CandidacyStatus.SELECTED
    for candidacy in (first, *vars(others).values()):
        candidacy.refresh_from_db()
        assert_told(candidacy)
    selected = QueuedMail.objects.get(template="delegation/selected", recipient_ref=first.candidate.public_id)
    candidate.open_link_of(
        page, next(m for m in postbox.messages if one_line(m["Subject"]) == selected.subject)
    )
    assert candidate.reads(page, "You were selected for this mission")
    own_points = in_language("fr", lambda: points(first.assessments.get().total_tenths))
    assert candidate.reads(page, "%(points)s of 100", points=own_points)


SUBJECTS = {
    "selected": "You were selected: %(title)s",
    "reserve": "You are on the reserve list: %(title)s",
    "ineligible": "Outcome of your candidacy: %(title)s",
}


def assert_told(candidacy):
    person = candidacy.candidate
    mail = QueuedMail.objects.get(template__startswith="delegation/", recipient_ref=person.public_id)
    title = in_language(person.language, lambda: candidacy.call.title)
    assert (mail.to_email, mail.language, mail.state) == (person.email, person.language, MailState.SENT)
    assert mail.subject == one_line(say(person.language, SUBJECTS[candidacy.status], title=title))
    assert say(person.language, "Dear %(name)s,", name=person.full_name) in mail.body
    if candidacy.status == CandidacyStatus.INELIGIBLE:
        assert in_language("de", IneligibilityReason.AVAILABLE.label) in mail.body


def nominate(page, call, first, folder):
    """The list as PDF and XLSX says who goes; that it was sent is noted."""
    selection.go_to_the_selection(page, call)
    officer.follow(page, "Nomination list")
    chosen = Candidate.objects.filter(candidacies__call=call, candidacies__status="selected")
    pdf = pypdf.PdfReader(selection.download_list(page, "pdf", folder))
    text = one_line(" ".join(sheet.extract_text() for sheet in pdf.pages))
    assert say("nl", "Nomination list") in text
    book = openpyxl.load_workbook(selection.download_list(page, "xlsx", folder))
    rows = [row[1:3] for row in book.active.iter_rows(min_row=4, values_only=True)]
    assert sorted(rows) == sorted((person.last_name, person.first_name) for person in chosen)
    for person in chosen:
        assert f"{person.last_name}, {person.first_name}" in text
        assert person.email in text.replace(" ", "")
    selection.note_nominations(page)
    first.refresh_from_db()
    assert first.status == CandidacyStatus.NOMINATED
    assert Nomination.objects.filter(candidacy__call=call).count() == 2


def replace(seats, call, first):
    """The other chosen one cannot go; two people give the place to the first of the reserve list."""
    leaving = call.candidacies.filter(status="nominated").exclude(pk=first.pk).get()
    reserve = call.candidacies.filter(status="reserve", picks__rank=1).get()
    selection.give_the_place_up(seats.officer, call, leaving.candidate)
    selection.propose_for_the_place(seats.officer, reserve.candidate)
    selection.confirm_the_replacement(seats.decider)
    for candidacy in (leaving, reserve):
        candidacy.refresh_from_db()
    assert (leaving.status, reserve.status) == (CandidacyStatus.WITHDRAWN, CandidacyStatus.SELECTED)
    person = reserve.candidate
    told = QueuedMail.objects.filter(recipient_ref=person.public_id, template="delegation/selected").get()
    assert (told.language, told.state) == (person.language, MailState.SENT)


def audit_holds(first):
    """Acts and looks stand in the log, and the chain over all of them holds."""
    about_first = AuditEntry.objects.filter(subject_ref=first.candidate.public_id)
    acts = set(about_first.values_list("action", flat=True))
    assert {"candidacy.seen", "certificate.seen", "certificate.accepted"} <= acts
    assert AuditEntry.objects.filter(action="call.nominated").exists()
    seal_entries()
    assert list(find_breaks()) == []
