"""Whom a search finds: the words, the facets, the walls; for the list, and for what is done with it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext

from candidates.forms.search import SearchForm
from candidates.models import Candidate, SearchText
from candidates.querysets import CandidateQuerySet
from candidates.vectors import by_index_alone, by_keys
from osce_portal.walls import kept_from

PERSON = "person"  # people ticked in the list, by their references


@dataclass(frozen=True)
class Chip:
    """What narrows the list, in words, and the address of the list without it."""

    words: str
    without: str


class Finding:
    """The people that one reader finds at one address of the list."""

    def __init__(self, query: QueryDict, user: Any):
        self.query, self.user = query, user
        self.form = SearchForm(query, user=user)
        self.active = self.form.active_facets()
        self.words: str = self.form.cleaned_data.get("q", "")

    @cached_property
    def people(self) -> CandidateQuerySet:
        """By name; nobody's own file, nor that of somebody close, nor one that holds nobody any more."""
        people: Any = Candidate.objects.filter(anonymised_at__isnull=True)
        if hidden := kept_from(self.user):  # as keys: the database would guess that a list hides every second
            people = people.exclude(pk__in=hidden)
        if self.words:
            people = self._with_words(people)
        for facet, values in self.active:
            people = facet.narrow(people, values)
        if ticked := self.query.getlist(PERSON):
            people = people.filter(public_id__in=ticked[: settings.PEOPLE_ON_A_PAGE])
        found: CandidateQuerySet = people.order_by("last_name", "first_name", "pk")
        return found

    def _with_words(self, people: CandidateQuerySet) -> CandidateQuerySet:
        """Whose file holds the words: by their keys where these are not many.

        The words of a person lie far from the name: reading them name by name is worth it only where the
        next thousand is near, and the database does not know what it costs. What the facets ask of the same
        index is asked along.
        """
        facts = [asked for facet, values in self.active if (asked := facet.states(values))]
        texts = SearchText.objects.searched(self.words, facts).values_list("candidate_id", flat=True)
        with by_index_alone():
            keys = list(texts[: settings.PEOPLE_BY_KEY + 1])
        is_many = len(keys) > settings.PEOPLE_BY_KEY
        return people.searched(self.words) if is_many else people.filter(by_keys(keys))

    @cached_property
    def first(self) -> list[int]:
        """The keys of as many as are counted and one more: one question gives both pages and count."""
        return list(self.people.values_list("pk", flat=True)[: self.most + 1])

    @property
    def count(self) -> int:
        """How many, counted no further than the settings say, and one more."""
        return len(self.first)

    def page(self, number: str) -> "Page":
        """The page of this number; the first for what is no number."""
        page = max(1, int(number)) if number.isdecimal() and len(number) < 6 else 1
        size = settings.PEOPLE_ON_A_PAGE
        start = (page - 1) * size
        keys = self.first[start : start + size + 1]
        if self.is_more and start + size > self.most:
            keys = list(self.people.values_list("pk", flat=True)[start : start + size + 1])
        people = Candidate.objects.in_bulk(keys[:size])
        return Page(page, [people[key] for key in keys[:size] if key in people], len(keys) > size)

    @property
    def is_more(self) -> bool:
        """More than are counted."""
        return self.count > self.most

    @property
    def most(self) -> int:
        """As many as are counted."""
        most: int = settings.PEOPLE_COUNTED
        return most

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.active)

    def chips(self) -> list[Chip]:
        """What narrows the list, each to be taken away alone."""
        quoted = gettext("“%(words)s”") % {"words": self.words}
        chips = [Chip(quoted, self._without("q"))] if self.words else []
        return chips + [Chip(facet.words(values), self._without(*values)) for facet, values in self.active]

    def pairs(self) -> list[tuple[str, str]]:
        """The search once more, as hidden fields of a form."""
        kept = {name for name, _value in self.query.items()} - {PERSON, "page"}
        return [(name, value) for name in sorted(kept) for value in self.query.getlist(name) if value]

    def _without(self, *names: str) -> str:
        left = self.query.copy()
        for name in (*names, "page"):
            left.pop(name, None)
        return f"?{left.urlencode()}"


@dataclass(frozen=True)
class Page:
    """Fifty people of a list that is not counted to its end."""

    number: int
    people: list[Candidate]
    has_next: bool

    @property
    def previous(self) -> int:
        return self.number - 1

    @property
    def next(self) -> int:
        return self.number + 1 if self.has_next else 0
