"""A file made to do harm is refused in one sentence, soon, by the reader, the command and the page."""

import html
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import settings as example_settings
from hypothesis import strategies as st

from candidates.europass.errors import DoctypeForbidden
from candidates.europass.reading import read_europass
from candidates.models import EuropassImport
from candidates.services import keep_europass
from osce_portal.common.errors import DomainError
from tests.candidates.europass.bombs import BOMBS, INCLUDING, bomb
from tests.candidates.europass.mutations import mutated_bytes, mutated_xml
from tests.candidates.europass.own_files import (
    own_file,
    pdf_with_associated_file,
    pdf_with_attachments,
    pdf_with_note,
)
from tests.factories.candidates import CandidateFactory

SOON = 15  # seconds of computing, on a machine with other work; most take hundredths
TURN = st.tuples(st.integers(0, 2**16), st.integers(0, 2**16), st.integers(0, 2**16))


@pytest.mark.parametrize("name", BOMBS)
def test_the_reader_refuses_it_in_words(name):
    started = time.process_time()
    with pytest.raises(DomainError) as refused:
        read_europass(bomb(name))

    assert str(refused.value)
    assert "root:" not in str(refused.value)
    assert time.process_time() - started < SOON


@pytest.mark.parametrize("name", BOMBS)
def test_the_command_ends_with_two_and_one_line(name, tmp_path):
    path = tmp_path / "cv.xml"
    path.write_bytes(bomb(name))

    with pytest.raises(CommandError) as refused:
        call_command("preview_europass", str(path))

    assert refused.value.returncode == 2
    assert len(str(refused.value).splitlines()) == 1


def test_nothing_is_included_from_elsewhere():
    assert read_europass(INCLUDING).unmapped == ()


def test_the_program_itself_prints_nothing_else(tmp_path):
    path = tmp_path / "cv.pdf"
    path.write_bytes(bomb("PDF packed twice"))

    done = subprocess.run(
        [sys.executable, "manage.py", "preview_europass", path],
        cwd=settings.BASE_DIR, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)


@pytest.fixture
def waiting(client, settings):
    """Somebody with a proposal that waits already."""
    settings.ACCOUNT_RATE_LIMITS = {"upload": "100/m/user"}
    candidate = CandidateFactory(registered=True, user__language="de")
    client.force_login(candidate.user)
    keep_europass(candidate, name="mine.xml", content=own_file("legacy.xml"), actor=candidate.user)


def refusal(client, name: str) -> str:
    """The one sentence beside the field of the page."""
    file = SimpleUploadedFile("cv.pdf", bomb(name))
    answer = client.post(reverse("candidates:europass"), {"file": file})
    assert answer.status_code == 200, name
    (said,) = answer.context["form"].errors["file"]
    assert said in html.unescape(answer.content.decode()), name
    return said


@pytest.mark.django_db
def test_the_page_says_it_beside_the_field_and_what_waited_still_waits(client, waiting):
    said = {name: refusal(client, name) for name in BOMBS}

    assert all(said.values())
    with translation.override("de"):
        assert said["external entity"] == str(DoctypeForbidden.message)
    assert EuropassImport.objects.get().name == "mine.xml"


@pytest.mark.parametrize(
    ("wrap", "mutate"),
    [
        (pdf_with_attachments, mutated_xml),
        (pdf_with_associated_file, mutated_bytes),
        (pdf_with_note, mutated_xml),
    ],
)
def test_a_pdf_around_a_mutated_cv_is_read_or_refused_in_words(wrap, mutate):
    @example_settings(max_examples=6, deadline=None, derandomize=True, database=None)
    @given(st.lists(TURN, min_size=3, max_size=3))
    def read_all(turns):
        *_before, data = mutate(own_file("current.xml"), turns)
        try:
            read_europass(wrap(data))
        except DomainError as error:
            assert str(error)

    read_all()
