"""Noting which files may be one person's, as soon as they are written; telling two people apart."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from candidates.close_names import WrittenName
from candidates.enums import Likeness
from candidates.models import AlikePair, Candidate, SearchText
from candidates.services.locking import lock_files
from osce_portal.audit.services import record
from osce_portal.common.models import database_now
from osce_portal.walls import refuse_behind_wall

AT_ONCE = 1000
Pairs = dict[tuple[int, int], set[str]]


@transaction.atomic
def note_alike(people: Sequence[Candidate]) -> int:
    """Write down with whom these files may be one person's; returns how many pairs are new.

    Compared by the search's keys, which must be written. Pairs no longer alike go; those told apart stay so.
    The caller holds the files by ``lock_file`` or ``hold_files``, which keep nobody from naming them, and all
    of them before the first pair: pairs are then written in the order of their files. So two who note each
    other at once never wait in a circle.
    """
    return sum(_note(people[start : start + AT_ONCE]) for start in range(0, len(people), AT_ONCE))


def _note(people: Sequence[Candidate]) -> int:
    keys = [person.pk for person in people]
    found, known, now = _alike(keys), AlikePair.objects.among(keys), database_now()
    kept = set()
    for pair in known.order_by("first_id", "second_id"):
        likenesses = found.get((pair.first_id, pair.second_id))
        if likenesses is None and pair.apart_at is None:
            pair.delete()
        elif likenesses:
            kept.add((pair.first_id, pair.second_id))
            _note_anew(pair, _codes(likenesses))
    new = [
        AlikePair(first_id=first, second_id=second, likenesses=_codes(likenesses), noted_at=now)
        for (first, second), likenesses in sorted(found.items())
        if (first, second) not in kept
    ]
    AlikePair.objects.bulk_create(new, batch_size=AT_ONCE, ignore_conflicts=True)
    return len(new)


def _note_anew(pair: AlikePair, likenesses: str) -> None:
    """What two files have in common may have changed since they were noted."""
    if pair.likenesses != likenesses:
        pair.likenesses = likenesses
        pair.save(update_fields=["likenesses"])


def _codes(likenesses: Iterable[str]) -> str:
    return " ".join(code for code in Likeness.values if code in likenesses)


def _alike(keys: list[int]) -> Pairs:
    """Who shares an address, a number, or a name with nothing against it, with one of these.

    Of those born on the same day a similar name is enough.
    """
    own = list(SearchText.objects.filter(candidate__in=keys).for_comparing())
    pairs: Pairs = defaultdict(set)
    for column, likeness in (("email_key", Likeness.ADDRESS), ("phone_key", Likeness.TELEPHONE)):
        for one, other in _sharing(own, column):
            pairs[_in_order(one, other)].add(likeness)
    for one, other in _sharing(own, "name_key"):
        born = {row.candidate.birth_date for row in (one, other)}
        if len(born) == 1 or None in born:
            same_day = len(born) == 1 and None not in born
            pairs[_in_order(one, other)].add(Likeness.NAME_AND_BIRTH if same_day else Likeness.NAME)
    for one, other in _born_the_same_day_with_close_names(own):
        pairs[_in_order(one, other)].add(Likeness.BIRTH_AND_CLOSE_NAME)
    return pairs


def _born_the_same_day_with_close_names(own: list[SearchText]) -> Iterable[tuple[SearchText, SearchText]]:
    """Nobody else is looked at than those born on the same days; one query, and each name is read once."""
    days = {row.candidate.birth_date for row in own} - {None}
    born: dict[Any, list[tuple[SearchText, WrittenName]]] = defaultdict(list)
    for row in SearchText.objects.filter(candidate__birth_date__in=days).for_comparing():
        name = WrittenName.of(row.candidate.first_name, row.candidate.last_name)
        born[row.candidate.birth_date].append((row, name))
    for one in own:
        name = WrittenName.of(one.candidate.first_name, one.candidate.last_name)
        for other, written in born[one.candidate.birth_date]:
            if other.name_key != one.name_key and name.is_close_to(written):
                yield one, other


def _sharing(own: list[SearchText], column: str) -> Iterable[tuple[SearchText, SearchText]]:
    """Each of these rows with every other row that says the same in this column; one query."""
    said = {getattr(row, column) for row in own} - {""}
    sharing: dict[str, list[SearchText]] = defaultdict(list)
    for row in SearchText.objects.filter(**{f"{column}__in": said}).for_comparing():
        sharing[getattr(row, column)].append(row)
    for one in own:
        for other in sharing[getattr(one, column)]:
            if other.candidate_id != one.candidate_id:
                yield one, other


def _in_order(one: SearchText, other: SearchText) -> tuple[int, int]:
    first, second = sorted((one.candidate_id, other.candidate_id))
    return first, second


@transaction.atomic
def tell_apart(pair: AlikePair, *, actor: Any, because: str) -> AlikePair:
    """Note that two files are two people's, and why. Raises OwnFile, ConflictDeclared, FileGone."""
    lock_files(pair.first_id, pair.second_id)
    pair = AlikePair.objects.select_for_update(of=("self",)).select_related("first", "second").get(pk=pair.pk)
    for person in (pair.first, pair.second):
        refuse_behind_wall(actor, person)
    pair.apart_at, pair.apart_by, pair.because = database_now(), actor, because
    pair.save(update_fields=["apart_at", "apart_by", "because"])
    for person, other in ((pair.first, pair.second), (pair.second, pair.first)):
        values = {"other": other.public_id, "because": because}
        record("candidate.told_apart", person, actor=actor, subject=person, values=values)
    return pair
