"""What a person's own file holds, as its first page shows it: groups of pages."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from candidates.models import Candidate
from candidates.sections import GROUPS, SECTIONS


@dataclass(frozen=True, slots=True)
class FilePage:
    """One page of the file, and what is there already."""

    url: str
    title: Any
    said: str
    is_empty: bool = False


def page_groups(candidate: Candidate) -> list[tuple[Any, list[FilePage]]]:
    """(heading, pages) in the order of the page; reads prefetched lines without a query."""
    groups = [(title, [_section_page(candidate, slug) for slug in slugs]) for title, slugs in GROUPS]
    groups[0][1].insert(0, _identity_page())
    groups[-1][1].append(_documents_page(candidate))
    return [*groups, (_("Your data"), [_preview_page(), _privacy_page()])]


def _identity_page() -> FilePage:
    said = gettext("Name, residence, nationality")
    return FilePage(reverse("candidates:identity"), _("Personal details"), said)


def _documents_page(candidate: Candidate) -> FilePage:
    papers = candidate.documents.all()
    current = len(papers) - len([paper for paper in papers if paper.replaces_id])  # each replaces one
    said = ngettext("%(count)s document", "%(count)s documents", current) % {"count": current}
    return FilePage(
        reverse("candidates:documents"), _("Documents"), said if current else count_lines(0), not current
    )


def _preview_page() -> FilePage:
    return FilePage(reverse("candidates:preview"), _("How staff see your file"), gettext("Page and PDF"))


def _privacy_page() -> FilePage:
    said = gettext("Who consulted my file, what is kept and until when")
    return FilePage(reverse("privacy:overview"), _("My data"), said)


def _section_page(candidate: Candidate, slug: str) -> FilePage:
    section = SECTIONS[slug]
    lines = len(getattr(candidate, section.accessor).all())
    return FilePage(reverse("candidates:section", args=[slug]), section.title, count_lines(lines), not lines)


def count_lines(lines: int) -> str:
    """``3 lines``, or that there are none."""
    if not lines:
        return gettext("Nothing yet")
    return ngettext("%(lines)s line", "%(lines)s lines", lines) % {"lines": lines}
