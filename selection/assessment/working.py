"""The working of a score: kept as codes and facts, told in the reader's language."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django_countries import countries

from candidates.enums import ObserverRole, StayKind, TrainingKind
from candidates.languages import language_name
from selection.assessment.models import Assessment
from selection.assessment.profile import level_of
from selection.engine.profile import Cefr
from selection.engine.scoring import Evidence, Part, Score

Row = dict[str, Any]
FACTS = {
    "observations": ("role", "organisation", "country", "election", "year"),
    "trainings": ("kind", "title", "completed_on"),
    "country_experiences": ("country", "kind", "months"),
    "languages": ("language",),
    "employments": ("title", "organisation", "country", "started_on", "ended_on"),
    "educations": ("title", "institution", "ended_on"),
}


def keep_working(score: Score, data: Row) -> list[Row]:
    """The parts of a score as plain JSON, with the facts of each line used: readable without the dossier."""
    return [_keep_part(part, data) for part in score.parts]


def _keep_part(part: Part, data: Row) -> Row:
    return {
        "criterion": part.criterion,
        "tenths": part.tenths,
        "max_tenths": part.max_tenths,
        "levels": list(part.levels),
        "pending": part.is_pending,
        "evidence": [_keep_line(evidence, data) for evidence in part.evidence],
    }


def _keep_line(evidence: Evidence, data: Row) -> Row:
    kind, _colon, identity = evidence.line.partition(":")
    rows: list[Row] = data.get(kind) or []
    row = next((row for row in rows if row.get("id") == identity), {})
    facts = {name: row.get(name) for name in FACTS[kind]}
    if kind == "languages":
        facts["level"] = level_of(row)
    return {"line": evidence.line, "verified": evidence.verified, "note": evidence.note, "facts": facts}


@dataclass(frozen=True, slots=True)
class ToldLine:
    """One line of the CV behind some points."""

    text: str
    is_verified: bool
    is_unevaluated: bool


@dataclass(frozen=True, slots=True)
class ToldPart:
    """One criterion in words: what it gave (tenths of a point), the levels reached, the lines used."""

    name: str
    tenths: int
    max_tenths: int
    levels: list[str]
    lines: list[ToldLine]
    is_pending: bool
    is_by_person: bool


def tell_working(assessment: Assessment) -> list[ToldPart]:
    """The stored parts in the reader's language; two queries for the names of criteria and levels."""
    rows = assessment.rubric.criteria.prefetch_related("levels")
    criteria = {criterion.code: criterion for criterion in rows}
    return [_tell_part(part, criteria[part["criterion"]], assessment) for part in assessment.working]


def _tell_part(part: Row, criterion: Any, assessment: Assessment) -> ToldPart:
    texts = {level.code: level.text for level in criterion.levels.all()}
    return ToldPart(
        name=criterion.name,
        tenths=part["tenths"],
        max_tenths=part["max_tenths"],
        levels=[texts[code] for code in part["levels"]],
        lines=[_tell_line(line, assessment.is_verified) for line in part["evidence"]],
        is_pending=part["pending"],
        is_by_person=criterion.by_person,
    )


def _tell_line(line: Row, is_checked: bool) -> ToldLine:
    kind = line["line"].partition(":")[0]
    return ToldLine(
        text=TELLERS[kind](line["facts"]),
        is_verified=line["verified"] or is_checked,
        is_unevaluated=line["note"] == "unverified_evaluation",
    )


def points(tenths: int | None) -> str:
    """Tenths of a point as points in the reader's notation: 375 → 37,5."""
    if tenths is None:
        return ""
    return number_format(Decimal(tenths) / 10, decimal_pos=1 if tenths % 10 else 0)


def points_in_words(tenths: int) -> str:
    """Tenths of a point as ``9 points``: French counts by twos upwards, the others all but exactly one."""
    number = tenths // 10 if get_language() == "fr" else -(-tenths // 10)
    return ngettext("%(points)s point", "%(points)s points", number) % {"points": points(tenths)}


def _month(text: str | None) -> str:
    return date_format(dt.date.fromisoformat(text), "m/Y") if text else _("ongoing")


def _join(*texts: Any) -> str:
    return ", ".join(str(text) for text in texts if text)


def _observation(facts: Row) -> str:
    where = countries.name(facts["country"] or "")
    return _join(ObserverRole(facts["role"]).label, facts["organisation"], f"{where} {facts['year']}".strip())


def _training(facts: Row) -> str:
    return _join(facts["title"] or TrainingKind(facts["kind"]).label, _month(facts["completed_on"]))


def _country(facts: Row) -> str:
    months = _("%(count)s months") % {"count": facts["months"]}
    return _join(countries.name(facts["country"] or ""), StayKind(facts["kind"]).label, months)


def _language(facts: Row) -> str:
    level = facts["level"]
    shown = _("mother tongue") if level == Cefr.NATIVE else level
    return f"{language_name(facts['language'])} {shown}"


def _employment(facts: Row) -> str:
    period = f"{_month(facts['started_on'])} – {_month(facts['ended_on'])}"
    return _join(facts["title"], facts["organisation"], countries.name(facts["country"] or ""), period)


def _education(facts: Row) -> str:
    ended = _month(facts["ended_on"]) if facts["ended_on"] else ""
    return _join(facts["title"], facts["institution"], ended)


TELLERS: dict[str, Callable[[Row], str]] = {
    "observations": _observation,
    "trainings": _training,
    "country_experiences": _country,
    "languages": _language,
    "employments": _employment,
    "educations": _education,
}
