"""Loading vacancies and JPO rounds that are known from their notices, again and again without harm.

What a notice does not say stays empty. A value that staff edited stays; a placement or an opening that is
there is left to staff altogether.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from missions.models import JpoOpening, JpoPlacement, JpoRound, ParticipatingState, Vacancy
from missions.services import place_in_calendar
from osce_portal.audit.services import record
from osce_portal.common.models import database_now


def read_entries(folder: Path, name: str) -> list[dict[str, Any]]:
    """The entries of ``<folder>/<name>.json``."""
    return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))


def load_vacancies(folder: Path) -> Counter:
    """Vacancies are matched by reference."""
    counts: Counter = Counter()
    for values in read_entries(folder, "vacancies"):
        values["state"] = ParticipatingState.objects.get(iso2=values.pop("country"))
        _vacancy, outcome = load_entry(Vacancy, values)
        counts[outcome] += 1
    return counts


def load_rounds(folder: Path) -> Counter:
    """Rounds are matched by reference, their placements by order and their openings by number."""
    counts: Counter = Counter()
    for values in read_entries(folder, "jpo_rounds"):
        placements, openings = values.pop("placements"), values.pop("openings")
        jpo_round, outcome = load_entry(JpoRound, values)
        add_lines(JpoPlacement, jpo_round, placements, "order")
        add_lines(JpoOpening, jpo_round, openings, "number")
        place_in_calendar(jpo_round)
        counts[outcome] += 1
    return counts


def load_entry(model: type[Any], values: dict[str, Any]) -> tuple[Any, str]:
    """One entry and what became of it: new, changed or unchanged; a confirmed one is published."""
    row = model.objects.filter(reference=values["reference"]).first()
    if row is not None:
        return row, update_unedited(row, values)
    is_public = values["is_confirmed"] or settings.UNCONFIRMED_MISSIONS_PUBLISHED
    row = model(published_at=database_now() if is_public else None, loaded=as_plain(values), **values)
    row.save()
    place_in_calendar(row)
    record(f"{model._meta.model_name}.loaded", row, values=row.loaded)
    return row, "new"


def update_unedited(row: Any, values: dict[str, Any]) -> str:
    """Write what the data says anew, where the row still holds what was loaded last."""
    current, incoming = as_plain({name: getattr(row, name) for name in values}), as_plain(values)
    changed = [
        name
        for name, value in incoming.items()
        if value != current[name] and current[name] == row.loaded.get(name)
    ]
    if row.loaded == incoming:
        return "unchanged"
    for name in changed:
        setattr(row, name, values[name])
    row.loaded = incoming
    row.save(update_fields=[*changed, "loaded"])
    place_in_calendar(row)
    differences = {name: [current[name], incoming[name]] for name in changed}
    record(f"{row._meta.model_name}.reloaded", row, values=differences)
    return "changed" if changed else "unchanged"


def add_lines(model: type[Any], jpo_round: JpoRound, lines: list[dict[str, Any]], key: str) -> None:
    """Lines of a round that are not there yet, told apart by ``key``."""
    known = set(model.objects.filter(round=jpo_round).values_list(key, flat=True))
    model.objects.bulk_create(model(round=jpo_round, **line) for line in lines if line[key] not in known)


def as_plain(values: dict[str, Any]) -> dict[str, Any]:
    """Values as they look after a way through JSON; another row by its key."""
    keys = {name: value.pk if isinstance(value, Model) else value for name, value in values.items()}
    return json.loads(json.dumps(keys, cls=DjangoJSONEncoder))
