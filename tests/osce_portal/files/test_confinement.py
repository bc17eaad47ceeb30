"""Scripts that open strangers' files run within limits, and what becomes of them is told."""

import pytest

from osce_portal.files.confinement import run_confined
from osce_portal.files.errors import BrokenFile, FileTooComplex


def run(tmp_path, text: str, data: bytes = b"") -> bytes:
    script = tmp_path / "script.py"
    script.write_text(text)
    return run_confined(script, "argument", data=data)


def test_gives_what_the_script_writes(tmp_path):
    text = "import sys; sys.stdout.write(sys.argv[1] + sys.stdin.read())"

    assert run(tmp_path, text, b" and input") == b"argument and input"


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("raise ValueError('odd')", BrokenFile),
        ("raise OverflowError", FileTooComplex),
        ("bytearray(1024 ** 3)", FileTooComplex),
    ],
)
def test_what_the_script_cannot_do_is_a_refusal(tmp_path, text, refusal):
    with pytest.raises(refusal):
        run(tmp_path, text)


def test_the_script_sees_nothing_of_the_portal(tmp_path):
    with pytest.raises(BrokenFile):
        run(tmp_path, "import osce_portal")
