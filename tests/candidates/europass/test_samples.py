"""Files of other hands, in the folder that ``EUROPASS_SAMPLES`` names; its README tells what is in them."""

import os
import re
from pathlib import Path

import pytest

from candidates.europass.errors import ArchiveGiven, NoEuropassInPdf, NotEuropass, TooOldEuropass
from candidates.europass.reading import read_cv, read_europass
from osce_portal.common.errors import DomainError
from tests.candidates.europass.mutations import mutated_bytes, mutated_xml

FOLDER = Path(os.environ.get("EUROPASS_SAMPLES") or "/nonexistent")
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="EUROPASS_SAMPLES names no folder")

# Jobs, studies, mother tongues, foreign languages, texts on skills, publications, papers.
COUNTS = {
    "legacy-v3.3-cv-en-smith.xml": (3, 2, 1, 2, 4, 1, 0),
    "legacy-v3.3-cv-en-smith.json": (3, 2, 1, 2, 4, 1, 0),
    "legacy-v3.3-lp-en-peeters.xml": (0, 0, 1, 4, 0, 0, 0),
    "legacy-v3.0-cv-en-johnsmith.xml": (1, 0, 1, 0, 0, 0, 0),
    "legacy-v3.0-cv-en-johnsmith.pdf": (1, 0, 1, 0, 0, 0, 0),
    "legacy-v3.4-cv-en-norris.xml": (1, 1, 2, 2, 5, 1, 2),
    "legacy-v3.4-cv-en-smith.json": (3, 2, 2, 2, 5, 1, 1),
    "legacy-v3.0-cv-el-photo-attachment.xml": (0, 0, 0, 0, 0, 0, 1),
    "legacy-v3.0-newlines-en.xml": (1, 1, 2, 1, 5, 1, 0),
    "legacy-v3.0-fragment-skills.json": (0, 0, 2, 2, 4, 0, 0),
    "legacy-v3.0-fragment-achievements.json": (0, 0, 0, 0, 0, 0, 0),
    "legacy-v3-variant-nested-en-morgan.xml": (2, 1, 1, 1, 2, 0, 0),
    "candidate-en-rossi-minimal.xml": (1, 1, 1, 1, 0, 0, 0),
    "candidate-en-morgan.xml": (2, 1, 1, 1, 5, 0, 0),
    "candidate-eures-no-potet.xml": (0, 0, 0, 0, 1, 0, 0),
    "derived/candidate-cairo-shape.pdf": (1, 1, 1, 1, 0, 0, 0),
    "derived/candidate-pdflib-shape.pdf": (1, 1, 1, 1, 0, 0, 0),
}
REFUSED = {
    "neg-v2.0-cv-en-smith.xml": TooOldEuropass,
    "neg-not-europass.xml": NotEuropass,
    "neg-zip-named.xml": ArchiveGiven,
    "neg-no-attachment.pdf": NoEuropassInPdf,
}


def sample(name: str) -> bytes:
    path = FOLDER / name
    return path.read_bytes() if path.is_file() else pytest.skip(f"{name} is not in the folder")


@pytest.mark.parametrize("name", COUNTS)
def test_a_sample_holds_what_its_folder_says(name):
    found = read_europass(sample(name))
    mother_tongues = sum(language.is_mother_tongue for language in found.languages)

    assert COUNTS[name] == (
        len(found.employments),
        len(found.educations),
        mother_tongues,
        len(found.languages) - mother_tongues,
        len(found.skills),
        len(found.publications),
        len(found.documents),
    )


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_europass_is_refused(name):
    with pytest.raises(REFUSED[name]):
        read_europass(sample(name))


def test_every_word_of_a_sample_is_read_or_told():
    """Each text of the XML stands somewhere in the proposal, but for names of formats and the codes."""
    for name in ("candidate-en-morgan.xml", "legacy-v3.3-lp-en-peeters.xml"):
        data = sample(name)
        said = str(read_europass(data))
        person = data[data.index(b"<CandidatePerson" if b"<CandidatePerson" in data else b"<LearnerInfo") :]
        words = re.findall(r">([^<>]*[a-z]{4,}[^<>]*)<", person.decode())
        told = [word for word in words if "http" not in word and "&" not in word and not word.isspace()]
        codes = {"Email", "MobileTelephone", "Personal", "language", "true", "false"}
        assert [
            word for word in told if word not in codes and not word.startswith("CEF-") and word not in said
        ] == []


@pytest.mark.parametrize("name", [name for name in COUNTS if name.endswith(".xml")])
def test_mutated_samples_are_read_or_refused_in_words(name):
    turns = [(number % 8, number * 7919, number * 104_729 % 65_521) for number in range(40)]
    for data in (*mutated_xml(sample(name), turns), *mutated_bytes(sample(name), turns)):
        try:
            read_cv(data)
        except DomainError as error:
            assert str(error)
