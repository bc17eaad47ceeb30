"""What is planted in every personal column is all in the export, and nowhere after an erasure."""

import io
import json
import logging
import re
from collections import Counter
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import models
from django.utils import timezone
from weasyprint import HTML

from candidates.models import AlikePair
from candidates.models.register import ImportedRow, SheetImport
from candidates.services import follow_account_address
from missions.models import Call
from osce_portal.audit.services import find_breaks, record, seal_entries
from osce_portal.celery import app as celery_app
from osce_portal.data_map import tables
from osce_portal.files.data_map import files_of
from osce_portal.logs import QuietFormatter, WithoutPaths
from osce_portal.mail.models import MailState, QueuedMail
from osce_portal.people import all_files, person_behind
from osce_portal.privacy.models import DataExport
from osce_portal.privacy.services import ask_export, erase_person
from selection.candidacies.models import Candidacy
from selection.delegation.models import BalanceFacts
from tests.factories.accounts import UserFactory
from tests.factories.candidates import CandidateFactory
from tests.factories.files import StoredFileFactory
from tests.factories.mail import QueuedMailFactory
from tests.osce_portal.privacy.at_work import change_and_write, compute_anew, deliver, visit
from tests.osce_portal.privacy.canaries import (
    add_rows,
    plant,
    stands_in,
    takes_free_text,
    value_for,
    why_it_carries_none,
)
from tests.osce_portal.privacy.remains import (
    unmapped_files,
    whole_database,
    whole_redis,
    words_of_bytes,
    words_of_files,
)
from tests.permissions.world import make_world
from tests.worker import worker_away

pytestmark = pytest.mark.django_db
PAPER = b"%PDF-1.4\n%% qzxqzx in a paper\n%%EOF\n"


def person_of(candidate):
    return person_behind(all_files().select_related("user").get(pk=candidate.pk))


def make_everything(world):
    """The world's owner and somebody else, each with a row in every table and their words in it."""
    certificate = world.certificate
    certificate.file = StoredFileFactory(bytes=PAPER, uploaded_by=world.owner.user)
    certificate.save()
    world.people_list.asked_by = UserFactory(staff=True)
    world.people_list.file = StoredFileFactory(bytes=b"qzx in a list", uploaded_by=None)
    world.people_list.save()
    session = SessionStore()
    session["_auth_user_id"] = str(world.owner.user.pk)
    session["draft"] = "qzxqzx in a session"
    session.save()
    world.session_key = session.session_key
    UserSession.objects.create(user=world.owner.user, session_key=session.session_key, ip="192.0.2.1")
    record("account.changed", world.owner.user, actor=world.owner.user, values={"email": "qzxqzx in the log"})
    for candidate in (world.owner, world.other):
        record("candidate.seen", candidate, actor=UserFactory(staff=True), subject=candidate)
        record(
            "candidate.changed",
            candidate,
            actor=candidate.user,
            subject=candidate,
            values={"city": ["a", "b"]},
        )
        QueuedMailFactory(recipient_ref=candidate.public_id)
        StoredFileFactory(uploaded_by=candidate.user)
        add_rows(person_of(candidate))
    third = CandidateFactory()  # so that the other has a pair without the world's owner
    AlikePair.objects.create(first=world.other, second=third, likenesses="name", noted_at=timezone.now())
    QueuedMail.objects.update(state=MailState.SENT)
    Call.objects.update(decided_at=timezone.now())
    for candidate, word in ((world.owner, "qzxqzx"), (world.other, "vwy")):
        cells = {"last_name": f"{word} in a sheet"}
        ImportedRow.objects.create(sheet=sheet(), number=1, cells=cells, related=[candidate.public_id])
    return plant(person_of(world.owner), "qzxqzx"), plant(person_of(world.other), "vwy")


def sheet():
    return SheetImport.objects.create(
        kind="people", file_name="a.csv", state="done", uploaded_at=timezone.now(), total=1
    )


def planted_file(world):
    return all_files().select_related("user").get(pk=world.owner.pk)


@pytest.fixture
def log():
    """What production would write."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(QuietFormatter())
    handler.addFilter(WithoutPaths())
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def world():
    return make_world()


def unpack(export):
    with export.file.content.open("rb") as content, ZipFile(BytesIO(content.read())) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def test_the_export_holds_everything_of_the_person_and_nothing_of_others(
    world, django_capture_on_commit_callbacks
):
    own, foreign = make_everything(world)
    with django_capture_on_commit_callbacks(execute=True):
        ask_export(world.owner.user)

    files = unpack(DataExport.objects.get(account=world.owner.user, state="ready"))
    text = files["data.json"].decode()

    received = world.owner.candidacies.exclude(receipt_number="")
    receipts = received.values_list("receipt_number", flat=True)
    secret = {(table.label, name) for table in tables() for name, use in table.personal.items() if use.secret}
    assert [
        column for column, said in own.items() if not stands_in(said, text) and column not in secret
    ] == []
    assert [column for column, said in own.items() if stands_in(said, text) and column in secret] == []
    assert [column for column, said in foreign.items() if stands_in(said, text)] == []
    assert "qzxqzx in a sheet" in text
    assert "qzxqzx in the log" in text
    assert "vwy in a sheet" not in text
    assert PAPER in files.values()
    assert {"documents/cv.pdf", *(f"documents/{number}.pdf" for number in receipts)} <= files.keys()
    assert json.loads(text)["format"] == "my-data-1"


def test_after_an_erasure_nothing_of_the_person_is_found_anywhere(
    world, client, settings, log, django_capture_on_commit_callbacks
):
    own, _foreign = make_everything(world)
    before = whole_database()
    assert [column for column, said in own.items() if not stands_in(said, before)] == []
    with django_capture_on_commit_callbacks(execute=True):
        ask_export(world.owner.user)
    with worker_away(), django_capture_on_commit_callbacks(execute=True):
        change_and_write(planted_file(world))
    deliver(planted_file(world), settings)
    visit(planted_file(world), client, settings)
    run = compute_anew(world)
    said = json.dumps([run.problem, run.result, run.by_points])
    assert world.owner.public_id in said
    assert "qzxqzx" not in said
    seal_entries()
    kept = list(files_of(person_of(world.owner)).values_list("content", flat=True))
    figures, unmapped = statistics(), unmapped_files()
    assert kept
    assert b"qzxqzx" in words_of_files()
    assert QueuedMail.objects.filter(last_error__contains="qzxqzx").exists()
    assert "qzxqzx" in whole_database()

    with django_capture_on_commit_callbacks(execute=True):
        erase_person(person_of(world.owner), key="erased:test", actor=UserFactory(staff=True))

    rest = whole_database()
    assert [line for line in rest.splitlines() if "qzxqzx" in line.lower()] == []
    assert [column for column, said in own.items() if stands_in(said, rest)] == []
    assert [name for name in kept if default_storage.exists(name)] == []
    assert b"qzxqzx" not in words_of_files()
    assert unmapped_files() == unmapped
    assert not Session.objects.filter(session_key=world.session_key).exists()
    assert "account_login" in log.getvalue()
    assert "qzxqzx" not in log.getvalue().lower()
    if settings.REDIS_URL:
        held = whole_redis()
        assert "login_failed" in held
        assert "candidates.write_letters" in held
        assert "qzxqzx" not in held.lower()
        celery_app.control.purge()
    seal_entries()
    assert list(find_breaks()) == []
    assert statistics() == figures
    world.owner.user.refresh_from_db()
    assert not world.owner.user.is_active
    assert not world.owner.user.has_usable_password()


def test_an_address_given_up_before_is_found_nowhere_after_an_erasure():
    candidate = CandidateFactory(registered=True, user__email="qzxqzx.old@example.org")
    user = candidate.user
    user.email = "new@example.org"
    user.save()
    follow_account_address(user)
    QueuedMailFactory(recipient_ref="", to_email="Qzxqzx.Old@example.org", state=MailState.SENT)
    ImportedRow.objects.create(sheet=sheet(), number=1, cells={"email": "qzxqzx.old@example.org"})
    others = QueuedMailFactory(to_email="somebody@example.org", recipient_ref="", state=MailState.SENT)

    erase_person(person_of(candidate), key="erased:test", actor=UserFactory(staff=True))

    assert [line for line in whole_database().splitlines() if "qzxqzx" in line.lower()] == []
    others.refresh_from_db()
    assert others.to_email == "somebody@example.org"


def test_what_is_packed_is_searched_as_well():
    packed = BytesIO()
    with ZipFile(packed, "w", compression=ZIP_DEFLATED) as pack:
        pack.writestr("data.json", "qzxqzx in a pack " * 20)
        pack.writestr("a.pdf", HTML(string="<p>qzxqzxpaper</p>").write_pdf())
    assert b"qzxqzxpaper" not in packed.getvalue()
    assert b"qzxqzxpaper" in words_of_bytes(packed.getvalue())
    assert b"qzxqzx in a pack" in words_of_bytes(packed.getvalue())


def statistics():
    """What the ministry counts: how candidacies ended, and the balance of those compared."""
    ended = Counter(Candidacy.objects.exclude(status="draft").values_list("call", "status", "channel"))
    labels = (
        "gender",
        "language_group",
        "affiliation",
        "first_timer",
        "candidacy__assessments__total_tenths",
    )
    return ended, Counter(BalanceFacts.objects.values_list("candidacy__call", *labels))


@pytest.mark.skipif(not settings.REDIS_URL, reason="there is no Redis whose keys could be looked at")
def test_what_lies_in_the_cache_is_found():
    cache.set("canary", {"said": "qzxqzx in the cache " * 50}, timeout=60)
    assert "qzxqzx in the cache" in whole_redis()
    cache.delete("canary")
    assert "qzxqzx in the cache" not in whole_redis()


def test_a_column_carries_a_canary_or_its_kind_says_why_not():
    kinds = {
        "yes or no": models.BooleanField(name="agreed"),
        "a few letters": models.CharField(name="language", max_length=3),
        "a code of a list": models.CharField(name="state", max_length=20, choices=MailState),
    }
    assert {why_it_carries_none(column): column for column in kinds.values()} == kinds
    assert why_it_carries_none(models.DateField(name="passport_expires_on")) == ""
    with pytest.raises(AssertionError, match="what a canary"):
        value_for(models.DurationField(name="stay"), 7, "qzxqzx007")


def test_a_stored_selection_holds_nobodys_name_address_or_town(world):
    said = json.dumps([world.run.problem, world.run.result, world.run.by_points])
    people = all_files().filter(candidacies__call=world.decided)
    words = {word for one in people for word in (one.first_name, one.last_name, one.email, one.city) if word}
    assert len(words) > 3
    assert [word for word in words if re.search(rf"\b{re.escape(word)}\b", said)] == []


def test_what_stays_after_an_erasure_is_nobodys_words():
    """Codes, dates and figures may stay, references and keyed hashes; free text may not."""
    words = {
        f"{table.label}.{name}"
        for table in tables()
        for name in table.stays
        if takes_free_text(table.model._meta.get_field(name)) and not name.endswith("_ref")
    }
    codes = {"audit.AuditEntry.action", "audit.AuditEntry.object_type", "mail.QueuedMail.template"}
    references = {f"delegation.SelectionRun.{name}" for name in ("problem", "result", "by_points")}
    assert words == codes | references | {"candidates.ErasedMark.mark"}
