"""Questions asked about people."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Any, Self

from django.db import connection, models
from django.db.models import Q
from django.db.models.functions import Lower
from phonenumber_field.phonenumber import to_python

from candidates.conditions import condition_of
from candidates.enums import PoolState
from candidates.needs import SCHEME_NEEDS
from candidates.search_terms import Term, find_reference, parse_terms, telephone_digits
from candidates.vectors import file_query
from osce_portal.common.enums import Scheme
from osce_portal.files.enums import MakingState
from osce_portal.files.querysets import MadeFileQuerySet
from osce_portal.formats.plain import plain_name

if TYPE_CHECKING:
    from candidates.models import (
        AlikePair,
        Campaign,
        Candidate,
        Document,
        PoolMembership,
        SearchText,
        Unavailability,
    )

Facts = Iterable[Collection[str]]
HOME = "BE"  # of numbers without the code of a country
CV_SECTIONS = (
    "employers",
    "languages",
    "educations",
    "employments",
    "trainings",
    "observations",
    "country_experiences",
    "skills",
    "publications",
)
# Told to staff, and no ground for a decision on a candidacy: dossiers leave it out.
BESIDE_THE_CV = ("references", "unavailabilities", "documents")


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def of_user(self, user: Any) -> Self:
        """The own file, or nothing."""
        return self.filter(user=user) if user.is_authenticated else self.none()

    def with_cv(self) -> Self:
        """Everything a CV shows, in a fixed number of queries."""
        return self.prefetch_related(*CV_SECTIONS)

    def with_file(self) -> Self:
        """The CV and what stands beside it, in a fixed number of queries."""
        return self.prefetch_related(*CV_SECTIONS, *BESIDE_THE_CV)

    def with_register(self) -> Self:
        """What an import compares: account, places in the register, missions; in three queries."""
        files = self.select_related("user", "register_entry")
        return files.prefetch_related("observations", "former_numbers")

    def not_current_since(self, limit: dt.datetime) -> Self:
        """Registered people with an account whose file was neither changed nor confirmed, nor asked about,
        since the instant ``limit``.
        """
        return self.filter(
            Q(confirmed_at__isnull=True) | Q(confirmed_at__lt=limit),
            Q(asked_at__isnull=True) | Q(asked_at__lt=limit),
            user__is_active=True,
            registered_at__isnull=False,
            updated_at__lt=limit,
        )

    def ready_for(self, scheme: Scheme) -> Self:
        """Whose file has all that a scheme asks; the same people as ``completeness_for(…).is_ready``."""
        return self.filter(*(condition_of(code, self.model) for code in SCHEME_NEEDS[scheme]))

    def without_account(self, email: str, last_name: str) -> Self:
        """Files that staff opened for this person: same address, same last name, nobody's account yet."""
        return self.filter(user__isnull=True, email=email, last_name__iexact=last_name).order_by("pk")

    def not_told(self) -> Self:
        """Files without an account to which nobody was sent the link."""
        return self.filter(user__isnull=True, claim_sent_at__isnull=True, anonymised_at__isnull=True)

    def told_since(self, limit: dt.datetime) -> Self:
        """Files without an account whose last link went out at the instant ``limit`` or later."""
        return self.filter(user__isnull=True, claim_sent_at__gte=limit)

    def told_before(self, limit: dt.datetime) -> Self:
        """Files without an account whose last link went out before the instant ``limit``."""
        return self.filter(user__isnull=True, claim_sent_at__lt=limit)

    def at_address(self, email: str) -> Self:
        """Whose own address or account's address this is, in any case of letters."""
        in_file = self.model._base_manager.alias(address=Lower("email")).filter(address=email.lower())
        of_account = self.model._base_manager.alias(address=Lower("user__email")).filter(
            address=email.lower()
        )
        return self.filter(models.Q(pk__in=in_file.values("pk")) | models.Q(pk__in=of_account.values("pk")))

    def known_as(
        self, *, email: str, first_name: str, last_name: str, birth_date: dt.date | None, phone: Any = ""
    ) -> Self:
        """Who may be this person: the same address, or telephone, or the same name and date of birth."""
        found = set(self.at_address(email).values_list("pk", flat=True))
        if number := telephone_digits(str(to_python(phone, region=HOME) or "")):
            found |= set(self.filter(search_text__phone_key=number).values_list("pk", flat=True))
        if birth_date is not None:
            born = self.filter(birth_date=birth_date).values_list("pk", "first_name", "last_name")
            name = plain_name(first_name, last_name)
            found |= {pk for pk, *named in born if plain_name(*named) == name}
        return self.filter(pk__in=found).order_by("last_name", "first_name", "pk")

    def searched(self, typed: str) -> Self:
        """Whose file holds all that is asked for (``search_terms``), or bears exactly this reference."""
        return self.filter(_held_by(typed, text="search_text__", person=""))


def _held_by(typed: str, *, text: str, person: str, facts: Facts = ()) -> Q:
    """``text`` and ``person`` lead from the rows that are filtered to the words and to the candidate."""
    terms = parse_terms(typed)
    if not terms:
        return Q()
    found = _in_vectors(terms, text, facts) if connection.vendor == "postgresql" else _in_texts(terms, text)
    reference = find_reference(typed)
    return found | Q(**{f"{person}public_id": reference}) if reference else found


def _in_vectors(terms: list[Term], text: str, facts: Facts) -> Q:
    return Q(**{f"{text}vector": file_query(terms, facts)})


def _in_texts(terms: list[Term], text: str) -> Q:
    """SQLite looks through the text."""
    return reduce(and_, (~_in_text(term, text) if term.excluded else _in_text(term, text) for term in terms))


def _in_text(term: Term, text: str) -> Q:
    is_whole = term.exact or len(term.words[-1]) == 1
    words = f" {' '.join(term.words)}" + (" " if is_whole else "")
    return Q(**{f"{text}names__contains": words}) | Q(**{f"{text}words__contains": words})


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def for_list(self) -> Self:
        """Everything a row prints, with ``waiting``, how many mails are still to be written."""
        waiting = models.Count("recipients", filter=Q(recipients__queued_at__isnull=True))
        people = self.select_related("confirmed_by").prefetch_related("confirmed_by__groups")
        return people.annotate(waiting=waiting).order_by("-id")


class PeopleListQuerySet(MadeFileQuerySet):
    def of(self, officer: Any) -> Self:
        """Those that this officer asked for: nobody else's exist."""
        return self.filter(asked_by=officer)

    def ready(self, now: dt.datetime) -> Self:
        """Written, and not yet kept long enough."""
        return self.filter(state=MakingState.READY, file__isnull=False, expires_at__gt=now)


class UnavailabilityQuerySet(models.QuerySet["Unavailability"]):
    def touching(self, first: dt.date, last: dt.date) -> Self:
        """Those that share a day with the days from ``first`` to ``last``, both included."""
        return self.filter(started_on__lte=last, ended_on__gte=first)


class DocumentQuerySet(models.QuerySet["Document"]):
    def current(self) -> Self:
        """Those that no newer one has replaced."""
        return self.filter(replaced_by__isnull=True)

    def with_history(self) -> "list[tuple[Document, list[Document]]]":
        """Each current one in the order of the list, with those it replaced, newest first; in one query."""
        found = {document.pk: document for document in self.select_related("file")}
        replaced = {document.replaces_id for document in found.values()}
        return [
            (document, list(_replaced_by(document, found)))
            for document in found.values()
            if document.pk not in replaced
        ]


def _replaced_by(document: "Document", known: "dict[int, Document]") -> "Iterator[Document]":
    older = known.get(document.replaces_id or 0)
    while older is not None:
        yield older
        older = known.get(older.replaces_id or 0)


class PoolQuerySet(models.QuerySet["PoolMembership"]):
    def in_state(self, state: str, day: dt.date) -> Self:
        """Members that had come so far on that day; the same answer as ``PoolMembership.state_on``."""
        ended = models.Q(ended_on__isnull=False, ended_on__lte=day)
        if state == PoolState.ENDED:
            return self.filter(ended)
        if state == PoolState.EXPIRED:
            return self.exclude(ended).filter(valid_until__lt=day)
        trained = models.Q(trained_on__isnull=False, trained_on__lte=day)
        invited = models.Q(invited_on__isnull=False, invited_on__lte=day)
        current = self.current(day)
        if state == PoolState.DEPLOYABLE:
            return current.filter(trained)
        current = current.exclude(trained)
        return current.filter(invited) if state == PoolState.INVITED else current.exclude(invited)

    def current(self, day: dt.date) -> Self:
        """Those on the list on that day: neither expired nor taken off."""
        ended = models.Q(ended_on__isnull=False, ended_on__lte=day)
        return self.exclude(ended).filter(valid_until__gte=day)

    def expiring(self, day: dt.date, days: int) -> Self:
        """On the list, and on it no longer than so many days from then on."""
        return self.current(day).filter(valid_until__lte=day + dt.timedelta(days=days))


class SearchTextQuerySet(models.QuerySet["SearchText"]):
    def searched(self, typed: str, facts: Facts = ()) -> Self:
        """As ``CandidateQuerySet.searched``, without a look at the people themselves.

        ``facts``: of each collection one at least is stated; left to whoever asks on but on PostgreSQL.
        """
        return self.filter(_held_by(typed, text="", person="candidate__", facts=facts))

    def for_comparing(self) -> Self:
        """The keys, the name and the date of birth, without the long texts."""
        keys = ("name_key", "email_key", "phone_key")
        person = ("candidate__first_name", "candidate__last_name", "candidate__birth_date")
        return self.select_related("candidate").only("candidate", *keys, *person)


class AlikePairQuerySet(models.QuerySet["AlikePair"]):
    def open(self) -> Self:
        """Those about which nobody has decided."""
        return self.filter(apart_at__isnull=True)

    def of(self, candidate: "Candidate") -> Self:
        """The pairs of one file, whichever it is of the two."""
        return self.filter(Q(first=candidate) | Q(second=candidate))

    def among(self, keys: list[int]) -> Self:
        """The pairs of any of these files."""
        return self.filter(Q(first__in=keys) | Q(second__in=keys))
