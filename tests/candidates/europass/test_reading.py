"""What is recognised, wherever it is, and what is refused, each with its own word."""

import pikepdf
import pytest

from candidates.europass.errors import (
    ArchiveGiven,
    BrokenEuropass,
    DoctypeForbidden,
    EuropassTooComplex,
    NoEuropassInPdf,
    NotEuropass,
    TooOldEuropass,
)
from candidates.europass.nodes import MAX_DEPTH, MAX_NODES
from candidates.europass.reading import MAX_BYTES, extract_cv, read_europass
from osce_portal.files.errors import BrokenFile, EmptyFile, FileTooComplex, LockedFile
from tests.candidates.europass.own_files import (
    NAMES,
    bare_pdf,
    own_file,
    pdf_with_associated_file,
    pdf_with_attachments,
    pdf_with_note,
    saved,
)

EXPANDING = b"""<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<SkillsPassport><LearnerInfo>&b;</LearnerInfo></SkillsPassport>"""
OLD = b'<europass:learnerinfo xmlns:europass="http://europass.cedefop.europa.eu/Europass/V2.0"/>'


@pytest.mark.parametrize("name", NAMES)
def test_a_pdf_gives_what_the_file_in_it_gives(name):
    assert read_europass(pdf_with_attachments(own_file(name))) == read_europass(own_file(name))


@pytest.mark.parametrize("wrap", [pdf_with_associated_file, pdf_with_note])
def test_the_file_is_found_in_every_place_of_a_pdf(wrap):
    assert extract_cv(wrap(own_file("current.xml"))) == own_file("current.xml")


def test_of_several_attachments_the_one_with_the_right_root_counts():
    pdf = pdf_with_attachments(b"<invoice/>", b"", b"PK\x03\x04", own_file("current.xml"), key="/UF")

    assert extract_cv(pdf) == own_file("current.xml")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_other_encodings_are_read(encoding):
    text = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>' + (
        "<SkillsPassport><LearnerInfo><Identification><PersonName><Surname>Élève</Surname></PersonName>"
        "</Identification></LearnerInfo></SkillsPassport>"
    )

    assert read_europass(text.encode(encoding)).person.last_name == "Élève"


def nested(depth: int) -> bytes:
    return b"<SkillsPassport>" + b"<a>" * depth + b"</a>" * depth + b"</SkillsPassport>"


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", EmptyFile),
        (b" \n", EmptyFile),
        (b"Dear Sir or Madam", NotEuropass),
        (b"<whatever><this/></whatever>", NotEuropass),
        (b'<whatever><europass:xml/></whatever>', NotEuropass),
        (b'<Candidate xmlns="http://example.org/other"/>', NotEuropass),
        (b'{"basics": {"name": "Lena"}}', NotEuropass),
        (b"[1, 2]", NotEuropass),
        (OLD, TooOldEuropass),
        (EXPANDING, DoctypeForbidden),
        (EXPANDING.decode().encode("utf-16"), DoctypeForbidden),
        (b'<!DOCTYPE SkillsPassport SYSTEM "http://example.org/x.dtd"><SkillsPassport/>', DoctypeForbidden),
        (b"PK\x03\x04rest of an archive", ArchiveGiven),
        (b"<SkillsPassport><LearnerInfo>", BrokenEuropass),
        (b'<?xml version="1.0" encoding="no-such"?><SkillsPassport/>', BrokenEuropass),
        (b'{"SkillsPassport": {', BrokenEuropass),
        (nested(MAX_DEPTH + 1), EuropassTooComplex),
        (b"<SkillsPassport>" + b"<a/>" * MAX_NODES + b"</SkillsPassport>", EuropassTooComplex),
        (b'{"LearnerInfo": ' + b"[" * 100_000, EuropassTooComplex),
        (b"<SkillsPassport>" + b" " * MAX_BYTES, EuropassTooComplex),
        (b"%PDF-1.7 and then nothing of the kind", BrokenFile),
        (saved(bare_pdf()), NoEuropassInPdf),
        (pdf_with_attachments(b"<invoice/>"), NoEuropassInPdf),
        (pdf_with_attachments(OLD), TooOldEuropass),
        (pdf_with_attachments(EXPANDING), DoctypeForbidden),
        (pdf_with_attachments(b"<x/>" + b" " * 13 * 1024 * 1024), FileTooComplex),
        (saved(bare_pdf(), encryption=pikepdf.Encryption(owner="o", user="u")), LockedFile),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)  # fmt: skip
def test_refuses_everything_else_each_with_its_own_word(data, refusal):
    with pytest.raises(refusal) as caught:
        read_europass(data)

    assert type(caught.value) is refusal
    assert "\n" not in str(caught.value)


def test_never_reads_more_texts_into_fewer():
    """Elements that stand twice: the first counts, the other is told."""
    proposal = read_europass(
        b"<SkillsPassport><LearnerInfo><Identification><PersonName><Surname>One</Surname><Surname>Two</Surname>"
        b"</PersonName></Identification></LearnerInfo></SkillsPassport>"
    )

    assert proposal.person.last_name == "One"
    assert [piece.text for piece in proposal.unmapped] == ["Two"]


def test_characters_that_no_database_takes_are_gone():
    data = rb'{"LearnerInfo": {"WorkExperience": [{"Position": {"Label": "a\u0000b\ud800c\u0007"}}]}}'

    assert read_europass(data).employments[0].title == "abc"
