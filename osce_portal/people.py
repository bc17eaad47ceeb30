"""Whose data is meant: the room that keeps people's files names them here; this imports no app."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Person:
    """The file (a candidate), the account (a user), or both."""

    file: Any = None
    account: Any = None

    @property
    def refs(self) -> list[str]:
        """The references by which logs and mails name the person, also those of files merged into this."""
        references = [row.public_id for row in (self.file, self.account) if row is not None]
        former = self.file.former_references.values_list("public_id", flat=True) if self.file else []
        return [*references, *former]

    @property
    def addressee(self) -> Any:
        """To whom mails go, in the language of letters; an account without a file has but its own."""
        return self.file or self.account


_files: list[Callable[[], QuerySet[Any]]] = []


def register_files(files: Callable[[], QuerySet[Any]]) -> None:
    """Name the room's files: rows with ``user``, ``public_id``, ``email``, ``language``."""
    _files.append(files)


def all_files() -> QuerySet[Any]:
    """The files of everybody who has one."""
    return _files[0]()


def person_of(account: Any) -> Person:
    """An account with its file, if there is one."""
    return Person(all_files().filter(user=account).first(), account)


def person_behind(file: Any) -> Person:
    """A file with its account, if there is one."""
    return Person(file, file.user)


_addresses: list[Callable[[Person], Iterable[Any]]] = []


def register_addresses(find: Callable[[Person], Iterable[Any]]) -> None:
    """``find`` gives the e-mail addresses by which a room knows or once knew a person."""
    _addresses.append(find)


def addresses_of(person: Person) -> set[str]:
    """Every address of somebody, now and earlier, in lower case: what lies about may name an old one."""
    said = (address for find in _addresses for address in find(person))
    return {address.lower() for address in said if isinstance(address, str) and address}


_signs: list[Callable[[Person], Iterable[str]]] = []


def register_signs(find: Callable[[Person], Iterable[str]]) -> None:
    """``find`` gives what tells a person from others beside the address: names, numbers, references."""
    _signs.append(find)


def naming(person: Person) -> re.Pattern[str] | None:
    """What in a text names this person, or somebody of the same name: an address, a name, a number, a
    reference as a word of its own. None where nothing is known.
    """
    signs = {sign for find in _signs for sign in find(person)}
    words = sorted({re.escape(word) for word in {*addresses_of(person), *person.refs, *signs} if word})
    return re.compile(rf"(?<![\w-])({'|'.join(words)})(?![\w-])", re.IGNORECASE) if words else None
