"""Loading vacancies and JPO rounds that are known from their notices, again and again without harm.

What a notice does not say stays empty. A value that staff edited stays, in placements and openings too; a
line that staff took out of a round does not come back.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Model

from missions.models import JpoOpening, JpoPlacement, JpoRound, ParticipatingState, Vacancy
from missions.services import change_lines, place_in_calendar, refuse_what_is_relied_on
from missions.texts import empty_columns
from osce_portal.audit.services import record
from osce_portal.common.errors import DomainError
from osce_portal.common.models import database_now

# A round's lines by their name in the data, each with the column that tells them apart.
LINES: dict[str, tuple[type[JpoPlacement | JpoOpening], str]] = {
    "placements": (JpoPlacement, "order"),
    "openings": (JpoOpening, "number"),
}
CALL_KEPT = "kept as a published call says"


def read_entries(folder: Path, name: str) -> list[dict[str, Any]]:
    """The entries of ``<folder>/<name>.json``."""
    return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))


@transaction.atomic
def load_vacancies(folder: Path) -> Counter:
    """Vacancies are matched by reference."""
    counts: Counter = Counter()
    for values in read_entries(folder, "vacancies"):
        values["state"] = ParticipatingState.objects.get(iso2=values.pop("country"))
        _vacancy, outcome = load_entry(Vacancy, values)
        counts[outcome] += 1
    return counts


@transaction.atomic
def load_rounds(folder: Path) -> Counter:
    """Rounds are matched by reference, their placements by order and their openings by number."""
    counts: Counter = Counter()
    for values in read_entries(folder, "jpo_rounds"):
        lines = {name: values.pop(name) for name in LINES}
        jpo_round, outcome = load_entry(JpoRound, values)
        of_lines = load_lines(jpo_round, lines)
        counts[of_lines if outcome == "unchanged" else outcome] += 1
    return counts


def load_entry(model: type[Any], values: dict[str, Any]) -> tuple[Any, str]:
    """One entry, held, and what became of it: new, changed or unchanged; a confirmed one is published."""
    row = model.objects.select_for_update(of=("self",)).filter(reference=values["reference"]).first()
    if row is not None:
        return row, reload_entry(row, values)
    is_public = values["is_confirmed"] or settings.UNCONFIRMED_MISSIONS_PUBLISHED
    row = model(published_at=database_now() if is_public else None, loaded=as_plain(values), **values)
    row.save()
    place_in_calendar(row)
    record(f"{model._meta.model_name}.loaded", row, values=row.loaded)
    return row, "new"


def reload_entry(row: Any, values: dict[str, Any]) -> str:
    """Write what the data says anew of an entry that the caller holds; not what a published call forbids."""
    incoming = row.loaded | as_plain(values)
    if row.loaded == incoming:
        return "unchanged"
    gaps = empty_columns(row)
    differences = take_unedited(row, values, row.loaded)
    try:
        refuse_what_is_relied_on(row, gaps)
    except DomainError:
        row.refresh_from_db()
        return CALL_KEPT
    row.loaded = incoming
    row.save(update_fields=[*differences, "loaded"])
    place_in_calendar(row)
    record(f"{row._meta.model_name}.reloaded", row, values=differences)
    return "changed" if differences else "unchanged"


def load_lines(jpo_round: JpoRound, lines: dict[str, list[dict[str, Any]]]) -> str:
    """Placements and openings of a round that the caller holds: new ones, and what nobody edited."""
    incoming = {
        name: {str(values[LINES[name][1]]): as_plain(values) for values in of_kind}
        for name, of_kind in lines.items()
    }
    if jpo_round.loaded == (loaded := jpo_round.loaded | incoming):
        return "unchanged"
    saved = [line for name, of_kind in lines.items() for line in lines_to_save(jpo_round, name, of_kind)]
    try:
        if saved:
            change_lines(jpo_round, actor=None, saved=saved)
    except DomainError:
        return CALL_KEPT
    jpo_round.loaded = loaded
    jpo_round.save(update_fields=["loaded"])
    return "changed" if saved else "unchanged"


def lines_to_save(
    jpo_round: JpoRound, name: str, lines: list[dict[str, Any]]
) -> list[JpoPlacement | JpoOpening]:
    """New lines, and those of which the data says something anew; not one that was loaded and taken out."""
    model, key = LINES[name]
    there = {str(getattr(line, key)): line for line in model.objects.filter(round=jpo_round)}
    loaded = jpo_round.loaded.get(name, {})
    saved = []
    for values in lines:
        code = str(values[key])
        if line := there.get(code):
            if take_unedited(line, values, loaded.get(code, {})):
                saved.append(line)
        elif code not in loaded:
            saved.append(model(round=jpo_round, **values))
    return saved


def take_unedited(row: Any, values: dict[str, Any], loaded: dict[str, Any]) -> dict[str, list[Any]]:
    """Set on ``row``, unsaved, what differs where it still holds what was loaded last; before and after."""
    current, incoming = as_plain({name: getattr(row, name) for name in values}), as_plain(values)
    before = {name: row._meta.get_field(name).get_default() for name in values} | loaded
    differences = {
        name: [current[name], value]
        for name, value in incoming.items()
        if value != current[name] and current[name] == before[name]
    }
    for name in differences:
        field = row._meta.get_field(name)
        setattr(row, name, values[name] if field.is_relation else field.to_python(values[name]))
    return differences


def as_plain(values: dict[str, Any]) -> dict[str, Any]:
    """Values as they look after a way through JSON; another row by its key."""
    keys = {name: value.pk if isinstance(value, Model) else value for name, value in values.items()}
    return json.loads(json.dumps(keys, cls=DjangoJSONEncoder))
