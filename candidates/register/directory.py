"""Who is known: the files that the rows of a sheet may mean, and the rows that came before."""

import datetime as dt
from collections import defaultdict
from typing import Any, Protocol

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from candidates.models import Candidate
from candidates.services.erased import Trace, erased_among
from osce_portal.formats.plain import plain_name
from osce_portal.walls import kept_from

Keys = list[tuple[str, str]]
TRACED = {"email", "number"}


class Somebody(Protocol):
    """What a row tells of who is meant."""

    identity: dict[str, Any]
    number: str
    same_as: str
    other_because: str


def keys_of(number: str, identity: dict[str, Any]) -> Keys:
    """By what two people are alike: number, address, name with date of birth, telephone."""
    keys: Keys = [("email", str(identity["email"]).lower())]
    if number:
        keys.append(("number", number))
    if identity.get("birth_date"):
        name = plain_name(identity["first_name"], identity["last_name"])
        keys.append(("born", f"{name} {identity['birth_date']}"))
    if identity.get("phone"):
        keys.append(("phone", str(identity["phone"])))
    return keys


def _traces_of(person: Somebody) -> set[Trace]:
    """By what somebody who was erased would be known again."""
    return {Trace(kind, value) for kind, value in keys_of(person.number, person.identity) if kind in TRACED}


class Directory:
    """Loaded a few hundred rows at a time, in a fixed number of queries."""

    def __init__(self, actor: Any, *, holds: bool = False) -> None:
        """``holds``: the files found stay as they are until the transaction ends, since they are written."""
        self.actor, self.holds = actor, holds
        self.kept = kept_from(actor)
        self._rows: dict[tuple[str, str], int] = {}
        self._files: dict[tuple[str, str], list[Candidate]] = {}
        self._by_reference: dict[str, Candidate] = {}
        self._erased: dict[Trace, dt.datetime] = {}
        self.meant: set[int] = set()  # files that earlier rows mean or opened: only the rows are met again

    def load(self, people: list[Any]) -> None:
        """Find the files that these may mean."""
        self._files, self._by_reference = defaultdict(list), {}
        wanted = self._alike(people) - self.meant
        alike = Candidate.objects.filter(pk__in=wanted, anonymised_at__isnull=True)
        found = alike.with_register().order_by("pk")
        for candidate in found.select_for_update(of=("self",), no_key=True) if self.holds else found:
            self._by_reference[candidate.public_id] = candidate
            for key in self._keys_of_file(candidate):
                self._files[key].append(candidate)
        self._erased = erased_among({trace for person in people for trace in _traces_of(person)})

    def erased_on(self, person: Somebody) -> dt.date | None:
        """When somebody with this address or this number was erased; None: nobody was."""
        instants = [self._erased[trace] for trace in _traces_of(person) if trace in self._erased]
        return timezone.localdate(max(instants)) if instants else None

    def _alike(self, people: list[Any]) -> set[int]:
        """Narrow questions, each answered by its index."""
        numbers = {person.number for person in people} - {""}
        emails = {person.identity["email"] for person in people}
        files = Candidate.objects.alias(address=Lower("email"), account=Lower("user__email"))
        questions = (
            Q(address__in=emails),
            Q(account__in=emails),
            Q(birth_date__in={person.identity.get("birth_date") for person in people} - {None}),
            Q(phone__in={person.identity.get("phone") for person in people} - {None}),
            Q(register_entry__number__in=numbers),
            Q(former_numbers__number__in=numbers),
            Q(public_id__in={person.same_as for person in people} - {""}),
        )
        return {pk for asked in questions for pk in files.filter(asked).values_list("pk", flat=True)}

    @staticmethod
    def _keys_of_file(candidate: Candidate) -> set[tuple[str, str]]:
        entry = getattr(candidate, "register_entry", None)
        names = ("first_name", "last_name", "email", "birth_date", "phone")
        keys = set(keys_of(entry.number if entry else "", {name: getattr(candidate, name) for name in names}))
        keys |= {("number", former.number) for former in candidate.former_numbers.all()}
        if candidate.user_id:
            keys.add(("email", candidate.user.email.lower()))
        return keys

    def find(self, person: Somebody) -> tuple[Candidate | None, dict[Candidate, list[str]]]:
        """The file that is certainly this person's, and the others that are alike, each with the reasons."""
        known = self._find_known(person)
        alike: dict[Candidate, list[str]] = defaultdict(list)
        for key in keys_of(person.number, person.identity):
            for candidate in self._files.get(key, ()):
                if candidate != known and (known is None or self._moves_to(candidate, known, key)):
                    alike[candidate].append(key[0])
        return known, alike

    @staticmethod
    def _moves_to(candidate: Candidate, known: Candidate, key: tuple[str, str]) -> bool:
        """Somebody known who comes with a new address meets whoever has it already."""
        return key[0] == "email" and known.email.lower() != key[1]

    def _find_known(self, person: Somebody) -> Candidate | None:
        by_number = self._files.get(("number", person.number), [])
        if by_number:
            return by_number[0] if self._may_be(by_number[0], person) else None
        if person.same_as:
            return self._by_reference.get(person.same_as)
        at_address = self._files.get(("email", person.identity["email"]), [])
        same = [candidate for candidate in at_address if self._is_same(candidate, person)]
        return same[0] if len(same) == 1 else None

    def _may_be(self, candidate: Candidate, person: Somebody) -> bool:
        """A number alone may be a slip of the pen: the name, or something else, has to be the same too."""
        names = person.identity["first_name"], person.identity["last_name"]
        return (
            plain_name(candidate.first_name, candidate.last_name) == plain_name(*names)
            or person.same_as == candidate.public_id
            or not self._keys_of_file(candidate).isdisjoint(keys_of("", person.identity))
        )

    @staticmethod
    def _is_same(candidate: Candidate, person: Somebody) -> bool:
        """Same name, no other date of birth, and no other number in the register."""
        names = person.identity["first_name"], person.identity["last_name"]
        if plain_name(candidate.first_name, candidate.last_name) != plain_name(*names):
            return False
        born = person.identity.get("birth_date")
        if born and candidate.birth_date and born != candidate.birth_date:
            return False
        entry = getattr(candidate, "register_entry", None)
        return not (person.number and entry and entry.number)

    def rows_before(self, person: Somebody) -> dict[int, list[str]]:
        """Earlier rows of the sheet that are alike; a reason given lets all but number and same file pass."""
        found: dict[int, list[str]] = defaultdict(list)
        same = [("file", person.same_as)] if person.same_as else []
        for key in (*same, *keys_of(person.number, person.identity)):
            if key in self._rows and (key[0] in {"file", "number"} or not person.other_because):
                found[self._rows[key]].append(key[0])
        return found

    def note(self, person: Somebody, row: int, known: Candidate | None) -> None:
        """Remember a row for those that follow, and the file that it means as it was before.

        So a row further down meets the same as in a dry run, where nothing was written in between.
        """
        keys = {*keys_of(person.number, person.identity)}
        if known is not None:
            keys |= {("file", known.public_id), *self._keys_of_file(known)}
            self._leave_out(known)
        for key in keys:
            self._rows.setdefault(key, row)

    def _leave_out(self, candidate: Candidate) -> None:
        self.meant.add(candidate.pk)
        self._by_reference.pop(candidate.public_id, None)
        for key in self._keys_of_file(candidate):
            if candidate in self._files.get(key, ()):
                self._files[key].remove(candidate)

    def is_behind_wall(self, people: list[Candidate], person: Somebody) -> bool:
        """Nobody writes about oneself or somebody close, nor learns who is alike."""
        own = self.actor is not None and self.actor.email.lower() == person.identity["email"]
        return own or any(candidate.pk in self.kept for candidate in people)
