"""The lines of a proposal as rows of a page: ticked or not, with a form in which they can be completed."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any

from django.forms import BoundField, CheckboxInput
from django.http import QueryDict

from candidates.europass.proposal import Proposal
from candidates.forms.entries import EntryForm
from candidates.forms.europass import FoundDocumentForm
from candidates.languages import language_name
from candidates.models import Candidate, CvEntry, Document
from candidates.sections import SECTIONS
from candidates.takeover.days import may_have_ended
from candidates.takeover.initial import SOURCES, assumed_fields, notes_on
from candidates.takeover.likeness import Key, line_key, lines_by_key, paper_key
from candidates.takeover.words import Told

DOCUMENTS = "documents"
MAX_ROWS = 40  # in a section; what is more is told
LONGEST_SUMMARY = 300


@dataclass(slots=True)
class Row:
    """One line: ``like`` is the line that says the same, on the CV or above.

    ``missing`` names the fields that keep the line, as the file has it, from being taken; ``assumed`` those
    whose day the file does not name.
    """

    slug: str
    found: Any
    form: EntryForm
    is_ticked: bool
    like: str = ""
    notes: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    assumed: tuple[str, ...] = ()

    @property
    def prefix(self) -> str:
        return str(self.form.prefix)

    @property
    def model(self) -> type[CvEntry]:
        return self.form._meta.model

    @property
    def can_be_taken(self) -> bool:
        """A paper that the file only names cannot."""
        return self.slug != DOCUMENTS or self.found.data is not None

    @property
    def is_proposed(self) -> bool:
        """Ticked beforehand; not what is there already, nor what would go on without the file saying so."""
        period = getattr(self.found, "period", None)
        return self.can_be_taken and not self.like and not (period and may_have_ended(period))

    @property
    def asked(self) -> list[BoundField]:
        """What the page asks at once: what is missing or assumed, after an attempt what is wrong."""
        names = {*(self.form.errors if self.form.is_bound else self.missing), *self.assumed}
        return [bound for bound in self.form if bound.name in names and not self.like]

    @property
    def offered(self) -> list[BoundField]:
        """All other fields, shown when they are asked for."""
        asked = {bound.name for bound in self.asked}
        return [bound for bound in self.form if bound.name not in asked]

    @property
    def missing_labels(self) -> list[str]:
        return [str(self.form[name].label) for name in self.missing]

    @property
    def title(self) -> str:
        """What the row is about, in the reader's language."""
        if self.slug == "languages":
            return language_name(self.found.code) if self.found.code else self.found.label
        if self.slug == DOCUMENTS:
            return self.found.description or self.found.name or "…"
        return str(self.line).strip(" ,") or "…"

    @property
    def line(self) -> CvEntry:
        """The line as it would be, not saved."""
        values = SOURCES[self.slug][1](self.found)
        return self.model(**{name: value for name, value in values.items() if value is not None})

    @property
    def facts(self) -> list[tuple[Any, str]]:
        """(label, value) of what would be set beside the title."""
        return [] if self.slug == DOCUMENTS else SECTIONS[self.slug].facts(self.line)


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one section, and how many more the file has."""

    slug: str
    title: Any
    rows: list[Row]


def make_groups(
    candidate: Candidate, proposal: Proposal, posted: QueryDict | None, documents_title: Any
) -> list[Group]:
    """Every section of which the file says something; ``posted`` holds what the person ticked and typed."""
    groups = []
    for slug in SOURCES:
        rows = list(_rows(candidate, proposal, slug, posted))
        title = documents_title if slug == DOCUMENTS else SECTIONS[slug].title
        if rows:
            groups.append(Group(slug, title, rows))
    return groups


def surplus(proposal: Proposal, documents_title: Any) -> list[Told]:
    """Lines beyond what one page shows."""
    return [
        Told(str(documents_title if slug == DOCUMENTS else SECTIONS[slug].title), _summary(found))
        for slug, (lines_of, _initial) in SOURCES.items()
        for found in lines_of(proposal)[MAX_ROWS:]
    ]


def _summary(found: Any) -> str:
    """What a line of the file says in words."""
    said = (getattr(found, part.name) for part in fields(found))
    return " · ".join(text for text in said if text and isinstance(text, str))[:LONGEST_SUMMARY]


def _rows(candidate: Candidate, proposal: Proposal, slug: str, posted: QueryDict | None) -> Iterator[Row]:
    known = _known(candidate, slug)
    for number, found in enumerate(SOURCES[slug][0](proposal)[:MAX_ROWS]):
        row = _row(candidate, slug, found, f"{slug}-{number}", posted)
        key = paper_key(found.data) if slug == DOCUMENTS else line_key(slug, row.line)
        if key:
            row.like = known.get(key, "")
            known.setdefault(key, row.title)
        if posted is None:
            row.is_ticked = row.is_proposed
        yield row


def _known(candidate: Candidate, slug: str) -> dict[Key, str]:
    if slug == DOCUMENTS:
        papers = candidate.documents.select_related("file")
        return {(paper.file.sha256,): str(paper) for paper in papers}
    lines = getattr(candidate, SECTIONS[slug].accessor).all()
    return {key: _named(slug, line) for key, line in lines_by_key(slug, lines).items()}


def _named(slug: str, line: Any) -> str:
    return line.name if slug == "languages" else str(line)


def _row(candidate: Candidate, slug: str, found: Any, prefix: str, posted: QueryDict | None) -> Row:
    form_class = FoundDocumentForm if slug == DOCUMENTS else SECTIONS[slug].form_class
    model = Document if slug == DOCUMENTS else SECTIONS[slug].model
    is_ticked = posted is not None and f"{prefix}-take" in posted
    given: dict[str, Any] = {"data": posted} if is_ticked else {"initial": _typed(form_class, prefix, posted)}
    if posted is None:
        given = {"initial": SOURCES[slug][1](found)}
    # The browser must not insist on fields of lines that are not ticked.
    given |= {"prefix": prefix, "use_required_attribute": False}
    form = form_class(instance=new_line(model, candidate), **given)
    row = Row(slug, found, form, is_ticked, notes=notes_on(found), assumed=assumed_fields(found))
    if posted is None:
        row.missing = _missing(form)
    return row


def new_line(model: type[CvEntry], candidate: Candidate) -> CvEntry:
    """A line of this person's, not saved."""
    line = model()
    line.candidate = candidate
    return line


def _typed(form_class: type[EntryForm], prefix: str, posted: QueryDict | None) -> dict[str, Any]:
    """What was typed in a row that is not ticked: kept, and not judged."""
    if posted is None:
        return {}
    widgets = ((name, field.widget) for name, field in form_class.base_fields.items())
    return {name: widget.value_from_datadict(posted, {}, f"{prefix}-{name}") for name, widget in widgets}


@cache
def _trial_of(form_class: type[EntryForm]) -> type[EntryForm]:
    """The form without what it asks the database: a page of many lines asks no more than one of few."""

    class Trial(form_class):  # type: ignore[misc, valid-type]
        def _post_clean(self) -> None:
            """The model's own checks are left to the act itself."""

    return Trial


def _missing(form: EntryForm) -> list[str]:
    """The names of the fields that keep the line from being taken as it is."""
    data = QueryDict(mutable=True)
    for name, bound in form.fields.items():
        value = form.get_initial_for_field(bound, name)
        is_off = isinstance(bound.widget, CheckboxInput) and not value
        if value not in (None, "") and not is_off:
            data[form.add_prefix(name)] = str(bound.prepare_value(value))
    trial = _trial_of(type(form))(data, prefix=form.prefix)
    return [name for name in trial.errors if name in trial.fields]
