"""What is planted in every personal column is all in the export, and nowhere after an erasure."""

import datetime as dt
import json
import logging
import re
from collections import Counter
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import redis
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone
from pypdf import PdfReader
from weasyprint import HTML

from candidates.models.register import ImportedRow, SheetImport
from candidates.services import follow_account_address
from missions.models import Call
from osce_portal.audit.services import find_breaks, record, seal_entries
from osce_portal.data_map import tables
from osce_portal.files.data_map import files_of
from osce_portal.files.models import StoredFile
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
from tests.osce_portal.privacy.canaries import add_rows, plant, takes_free_text
from tests.permissions.world import make_world

pytestmark = pytest.mark.django_db
BORN = dt.date(1931, 7, 13)
PAPER = b"%PDF-1.4\n%% qzx in a paper\n%%EOF\n"


def person_of(candidate):
    return person_behind(all_files().select_related("user").get(pk=candidate.pk))


def make_everything(world):
    """The world's owner and somebody else, each with a row in every table and their words in it."""
    all_files().filter(pk=world.owner.pk).update(birth_date=BORN)
    certificate = world.certificate
    certificate.file = StoredFileFactory(bytes=PAPER, uploaded_by=world.owner.user)
    certificate.save()
    session = SessionStore()
    session["_auth_user_id"] = str(world.owner.user.pk)
    session["draft"] = "qzx in a session"
    session.save()
    world.session_key = session.session_key
    UserSession.objects.create(user=world.owner.user, session_key=session.session_key, ip="192.0.2.1")
    record("account.changed", world.owner.user, actor=world.owner.user, values={"email": "qzx in the log"})
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
    QueuedMail.objects.update(state=MailState.SENT)
    Call.objects.update(decided_at=timezone.now())
    planted = plant(person_of(world.owner), "qzx"), plant(person_of(world.other), "vwy")
    for candidate, word in ((world.owner, "qzx"), (world.other, "vwy")):
        cells = {"email": person_of(candidate).file.email, "last_name": f"{word} in a sheet"}
        ImportedRow.objects.create(sheet=sheet(), number=1, cells=cells)
    return planted


def sheet():
    return SheetImport.objects.create(
        kind="people", file_name="a.csv", state="done", uploaded_at=timezone.now(), total=1
    )


@pytest.fixture
def world():
    return make_world()


def unpack(export):
    with export.file.content.open("rb") as content, ZipFile(BytesIO(content.read())) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def _readable(value):
    return bytes(value) if isinstance(value, memoryview) else value


def whole_database() -> str:
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        dump = []
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{name}"')  # noqa: S608 — our own tables
            dump += [f"{name}: {[_readable(value) for value in row]}" for row in cursor.fetchall()]
    return "\n".join(dump)


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
    assert len(own) > 60
    assert [column for column, word in own.items() if word not in text and column not in secret] == []
    assert [column for column, word in own.items() if word in text and column in secret] == []
    assert [column for column, word in foreign.items() if word in text] == []
    assert "qzx in a sheet" in text
    assert "qzx in the log" in text
    assert "vwy in a sheet" not in text
    assert PAPER in files.values()
    assert {"documents/cv.pdf", *(f"documents/{number}.pdf" for number in receipts)} <= files.keys()
    assert BORN.isoformat() in text
    assert json.loads(text)["format"] == "my-data-1"


def test_after_an_erasure_nothing_of_the_person_is_found_anywhere(
    world, django_capture_on_commit_callbacks, caplog
):
    own, _foreign = make_everything(world)
    caplog.clear()
    caplog.set_level(logging.DEBUG)
    with django_capture_on_commit_callbacks(execute=True):
        ask_export(world.owner.user)
    seal_entries()
    kept = list(files_of(person_of(world.owner)).values_list("content", flat=True))
    before, unmapped_before = statistics(), unmapped_files()
    assert kept
    assert Session.objects.get(session_key=world.session_key).get_decoded()["draft"] == "qzx in a session"
    assert b"qzx" in b"".join(words_of_file(path) for path in files_on_disk())
    assert "qzx" in whole_database()
    assert (
        BORN.isoformat() in whole_database()
        or str(BORN) in whole_database()
        or repr(BORN) in whole_database()
    )

    with django_capture_on_commit_callbacks(execute=True):
        erase_person(person_of(world.owner), key="erased:test", actor=UserFactory(staff=True))

    rest = whole_database()
    assert [line for line in rest.splitlines() if "qzx" in line] == []
    assert [word for word in own.values() if word in rest] == []
    assert not any(born in rest for born in (BORN.isoformat(), repr(BORN)))
    assert [name for name in kept if default_storage.exists(name)] == []
    assert b"qzx" not in b"".join(words_of_file(path) for path in files_on_disk())
    assert unmapped_files() == unmapped_before
    assert not Session.objects.filter(session_key=world.session_key).exists()
    assert "qzx" not in caplog.text
    assert not settings.REDIS_URL or "qzx" not in whole_cache()
    seal_entries()
    assert list(find_breaks()) == []
    assert statistics() == before
    world.owner.user.refresh_from_db()
    assert not world.owner.user.is_active
    assert not world.owner.user.has_usable_password()


def test_an_address_given_up_before_is_found_nowhere_after_an_erasure():
    candidate = CandidateFactory(registered=True, user__email="qzx.old@example.org")
    user = candidate.user
    user.email = "new@example.org"
    user.save()
    follow_account_address(user)
    QueuedMailFactory(recipient_ref="", to_email="Qzx.Old@example.org", state=MailState.SENT)
    ImportedRow.objects.create(sheet=sheet(), number=1, cells={"email": "qzx.old@example.org"})
    others = QueuedMailFactory(to_email="somebody@example.org", recipient_ref="", state=MailState.SENT)

    erase_person(person_of(candidate), key="erased:test", actor=UserFactory(staff=True))

    assert [line for line in whole_database().splitlines() if "qzx" in line.lower()] == []
    others.refresh_from_db()
    assert others.to_email == "somebody@example.org"


def files_on_disk():
    return [path for path in Path(default_storage.location).rglob("*") if path.is_file()]


def unmapped_files():
    """What lies on the disk although no row tells of it: no erasure would find it."""
    known = {default_storage.path(name) for name in StoredFile.objects.values_list("content", flat=True)}
    return {path for path in files_on_disk() if str(path) not in known}


def words_of_file(path):
    """The bytes, and what is packed or pressed within: the members of a ZIP, the text of a PDF."""
    return words_of_bytes(path.read_bytes())


def words_of_bytes(content):
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as pack:
            return content + b"".join(words_of_bytes(pack.read(name)) for name in pack.namelist())
    if content.startswith(b"%PDF") and b"startxref" in content:  # those of the factories have no pages
        return content + "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).encode()
    return content


def test_what_is_packed_is_searched_as_well():
    packed = BytesIO()
    with ZipFile(packed, "w", compression=ZIP_DEFLATED) as pack:
        pack.writestr("data.json", "qzx in a pack " * 20)
        pack.writestr("a.pdf", HTML(string="<p>qzxpaper</p>").write_pdf())
    assert b"qzxpaper" not in packed.getvalue()
    assert b"qzxpaper" in words_of_bytes(packed.getvalue())
    assert b"qzx in a pack" in words_of_bytes(packed.getvalue())


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


def whole_cache() -> str:
    """Every key with its value, read as the portal wrote it: packed, a word in it would not be found."""
    client = redis.Redis.from_url(settings.REDIS_URL)
    return " ".join(f"{key} {_cached(client, key)}" for key in client.scan_iter(count=1000))


def _cached(client, key):
    match client.type(key):
        case b"string":
            return (
                cache._cache._serializer.loads(client.get(key)) if key.startswith(b":1:") else client.get(key)
            )
        case b"list":
            return client.lrange(key, 0, -1)
        case b"hash":
            return client.hgetall(key)
        case b"set":
            return client.smembers(key)
        case b"zset":
            return client.zrange(key, 0, -1)
    return client.dump(key)


@pytest.mark.skipif(not settings.REDIS_URL, reason="there is no Redis whose keys could be looked at")
def test_what_lies_in_the_cache_is_found():
    cache.set("canary", {"said": "qzx in the cache " * 50}, timeout=60)
    assert "qzx in the cache" in whole_cache()
    cache.delete("canary")
    assert "qzx in the cache" not in whole_cache()


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
