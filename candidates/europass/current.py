"""Candidate (since July 2020), from the Europass editor and from EURES, whose files differ in much."""

from candidates.europass.current_history import read_educations, read_employments
from candidates.europass.current_person import read_person
from candidates.europass.current_skills import read_languages, read_skills
from candidates.europass.dates import read_date
from candidates.europass.nodes import Node
from candidates.europass.papers import read_paper
from candidates.europass.proposal import (
    DocumentFound,
    Proposal,
    PublicationFound,
    TrainingFound,
    Unmapped,
)
from candidates.europass.texts import one_line, plain_text
from candidates.europass.unread import unread_pieces

TECHNICAL = ("DocumentID", "CandidateSupplier", "RenderingInformation")
PUBLICATIONS = {"publications", "publicaties", "publikationen", "veröffentlichungen"}
PICTURES = ("photo", "profilepicture", "picture")


def read_current(root: Node) -> Proposal:
    """Everything the file says in its first profile; other profiles are the same CV in other languages."""
    version = root.first("DocumentID").attributes.get("schemeVersionID", "")
    root.skip(*TECHNICAL)
    profile, others = root.first("CandidateProfile"), root.all("CandidateProfile")[1:]
    locale = profile.attributes.get("languageCode", "en")  # the documentation's rule BR-COM-01
    for node in (profile, *others):
        node.skip("ID")
    for other in others:
        for node in other.walk():
            node.is_read = True
    return Proposal(
        format="current",
        version=version,
        language=locale,
        person=read_person(root.first("CandidatePerson"), profile),
        employments=tuple(read_employments(profile)),
        educations=tuple(read_educations(profile)),
        languages=tuple(read_languages(root.first("CandidatePerson"), profile, locale)),
        skills=tuple(read_skills(profile)),
        publications=tuple(_publications(profile)),
        trainings=tuple(_trainings(profile)),
        documents=tuple(_documents(root, profile)),
        unmapped=(*unread_pieces(root), *(_other_profile(node) for node in others)),
    )


def _other_profile(node: Node) -> Unmapped:
    return Unmapped("Candidate/CandidateProfile", node.attributes.get("languageCode", "?"))


def _publications(profile: Node) -> list[PublicationFound]:
    """In their own section, or, as the editor often has it, among the others under their title."""
    found = [_publication(node) for node in profile.all("PublicationHistory/Publication")]
    for others in profile.all("Others"):
        if plain_text(others.peek("Title")).casefold() in PUBLICATIONS:
            others.read("Title")
            found += [_publication(node) for node in others.all("Other")]
    return [publication for publication in found if publication.title]


def _publication(node: Node) -> PublicationFound:
    title = node.read("Title") or node.read("FormattedPublicationDescription", "Description", "Reference")
    date = read_date(node, "Year", "Date", "Date/FormattedDateTime")
    return PublicationFound(
        title=one_line(title),
        year=date.year if date else None,
        source=one_line(node.read("Reference")),
        url=_address(node),
    )


def _address(node: Node) -> str:
    """A link that a browser may follow; any other text stays unread."""
    link = node.peek("Link").strip()
    if link.lower().startswith(("https://", "http://")):
        return node.read("Link").strip()
    doi = node.peek("DOI").strip()
    if doi.startswith("10."):
        node.read("DOI")
        return f"https://doi.org/{doi}"
    return ""


def _trainings(profile: Node) -> list[TrainingFound]:
    found = []
    for node in profile.all("Certifications/Certification"):
        title = one_line(node.read("Title", "CertificationName", "CertificationTypeCode"))
        organiser = one_line(node.read("IssuingAuthority/Name", "IssuingAuthortity/Name", "OrganizationName"))
        completed = read_date(node, "Date", "Date/FormattedDateTime", "FirstIssuedDate/FormattedDateTime")
        if title:
            found.append(TrainingFound(title, organiser, completed))
    return found


def _documents(root: Node, profile: Node) -> list[DocumentFound]:
    """Attachments but the person's picture, which the portal does not keep."""
    nodes = [*root.all("Attachment"), *profile.all("Attachment"), *root.all("CandidatePerson/Attachment")]
    papers = [node for node in nodes if not _is_picture(node)]
    for node in papers:
        node.skip("FileType")
    return [
        read_paper(node, name="FileName", data="EmbeddedData", description="Instructions") for node in papers
    ]


def _is_picture(node: Node) -> bool:
    words = f"{node.peek('FileType')} {node.peek('Instructions')}".lower().replace(" ", "")
    return any(word in words for word in PICTURES)
