"""A person's papers: added, replaced with the older ones kept, deleted with their history."""

from typing import Any

from django.db import transaction

from candidates.enums import DocumentKind
from candidates.errors import DocumentOvertaken, TooManyDocuments
from candidates.models import Candidate, Document
from candidates.services.changes import touch_file
from candidates.services.locking import lock_file
from osce_portal.audit.services import record
from osce_portal.files.models import StoredFile
from osce_portal.files.services import remove_files

MOST_DOCUMENTS = 30  # current ones; more is an archive, and nobody reads it


@transaction.atomic
def add_document(
    candidate: Candidate, *, kind: DocumentKind, title: str, file: StoredFile, actor: Any
) -> Document:
    """Keep a paper with the file. The same paper again, as by a double click, is the first one.

    Raises TooManyDocuments, FileGone.
    """
    lock_file(candidate.pk)
    current = Document.objects.current().filter(candidate=candidate)
    same = current.filter(kind=kind, title=title, file__sha256=file.sha256).first()
    if same is not None:
        return same
    if current.count() >= MOST_DOCUMENTS:
        raise TooManyDocuments(MOST_DOCUMENTS)
    return _keep(Document(candidate=candidate, kind=kind, title=title, file=file), "added", actor=actor)


@transaction.atomic
def replace_document(document: Document, *, title: str, file: StoredFile, actor: Any) -> Document:
    """Put a newer paper in the place of this one, which stays readable as history.

    Raises DocumentOvertaken when another one has its place already, FileGone.
    """
    lock_file(document.candidate_id)
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if Document.objects.filter(replaces=document).exists():
        raise DocumentOvertaken
    newer = Document(
        candidate=document.candidate, kind=document.kind, title=title, file=file, replaces=document
    )
    return _keep(newer, "replaced", actor=actor)


@transaction.atomic
def delete_document(document: Document, *, actor: Any) -> int:
    """Take a current paper and all that it replaced out of the file; returns how many went.

    The stored files go with them, unless a candidacy still rests on one. Raises FileGone.
    """
    candidate = lock_file(document.candidate_id)
    chains = Document.objects.filter(candidate=candidate).with_history()
    gone = [[current, *earlier] for current, earlier in chains if current.pk == document.pk]
    papers = [paper for chain in gone for paper in chain]
    for paper in papers:
        record("document.deleted", paper, actor=actor, subject=candidate, values=_told(paper))
        paper.delete()
    remove_files(StoredFile.objects.unattached().filter(pk__in=[paper.file_id for paper in papers]))
    touch_file(candidate)
    return sum(map(len, gone))


def _keep(document: Document, act: str, *, actor: Any) -> Document:
    document.save()
    touch_file(document.candidate)
    record(f"document.{act}", document, actor=actor, subject=document.candidate, values=_told(document))
    return document


def _told(document: Document) -> dict[str, Any]:
    """What the log keeps of a paper: never its content."""
    return {"kind": document.kind, "title": document.title, "sha256": document.file.sha256}
