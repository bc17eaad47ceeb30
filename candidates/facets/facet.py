"""What one facet is, and the list of all; this imports no other facet."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.translation import gettext

from candidates.facts import stating
from candidates.querysets import CandidateQuerySet

Values = dict[str, Any]


@dataclass(frozen=True)
class Facet:
    """One way to narrow the list: some fields of the form, and what they mean.

    ``fields`` makes them anew for each form, in the reader's language. ``narrow`` is asked only where one of
    them is filled, and leaves the people as they are where that says too little. ``words`` is the chip.
    ``permission``: only whoever has it is shown the facet. ``states``: where people are narrowed to those
    who state one of these facts (``candidates.facts``), the facts; none where that says too little.
    """

    name: str
    label: Any
    order: int
    fields: Callable[[], dict[str, forms.Field]]
    narrow: Callable[[CandidateQuerySet, Values], CandidateQuerySet]
    words: Callable[[Values], str]
    permission: str = ""
    states: Callable[[Values], Collection[str]] = lambda _values: ()


_facets: list[Facet] = []


def register_facet(facet: Facet) -> None:
    """Add a facet to the staff's list of people; lower ``order`` stands first."""
    _facets.append(facet)


def facets_for(user: Any) -> list[Facet]:
    """Those that this reader may use, in their order."""
    found = [facet for facet in _facets if not facet.permission or user.has_perm(facet.permission)]
    return sorted(found, key=lambda facet: (facet.order, facet.name))


def choice_facet(
    name: str,
    label: Any,
    order: int,
    choices: Callable[[], Iterable[tuple[Any, Any]]],
    narrow: Callable[[CandidateQuerySet, Any], CandidateQuerySet],
    permission: str = "",
) -> Facet:
    """A facet of one select; its chip is the choice, after the label."""
    return Facet(
        name,
        label,
        order,
        lambda: {name: choice_field(label, choices())},
        lambda people, values: narrow(people, values[name]),
        lambda values: (
            gettext("%(facet)s: %(choice)s")
            % {"facet": label, "choice": chosen_words(choices(), values[name])}
        ),
        permission,
    )


def facts_facet(
    name: str,
    label: Any,
    order: int,
    choices: Callable[[], Iterable[tuple[Any, Any]]],
    states: Callable[[Any], Collection[str]],
) -> Facet:
    """A facet of one select, by which people state one of some facts."""
    one = choice_facet(name, label, order, choices, lambda people, said: people.filter(stating(states(said))))
    return replace(one, states=lambda values: states(values[name]))


def choice_field(label: Any, choices: Iterable[tuple[Any, Any]]) -> forms.ChoiceField:
    """A select that may stay empty."""
    filled = [choice for choice in choices if choice[0] != ""]
    return forms.ChoiceField(label=label, choices=[("", "---------"), *filled], required=False)


def chosen_words(choices: Iterable[tuple[Any, Any]], value: str) -> str:
    """The choice's words, also of one within a group."""
    for key, words in choices:
        if isinstance(words, list | tuple):
            if found := dict(words).get(value):
                return str(found)
        elif str(key) == value:
            return str(words)
    return value
