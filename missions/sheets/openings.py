"""A sheet of the openings of JPO rounds: one opening a row, in a round that the portal has."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from missions.enums import SheetTable, Structure
from missions.models import Call, JpoOpening, JpoRound
from missions.services.posts import change_lines, refuse_gaps
from missions.sheets.columns import Others, Texts
from missions.sheets.plans import Plan
from missions.sheets.posts import PostTable
from missions.sheets.ways import NUMBER, WHOLE_NUMBER, column, in_languages, one_of, other


def rounds_by_number(numbers: Iterable[str]) -> dict[str, Any]:
    """Rounds of the JPO programme by their number, as text."""
    known = [int(number) for number in numbers if WHOLE_NUMBER.fullmatch(number)]
    rows: Iterable[Any] = JpoRound.objects.filter(number__in=known)
    return {str(row.number): row for row in rows}


class OpeningTable(PostTable):
    """An opening is told apart by its round's number and its own: ``23/4``."""

    code = SheetTable.OPENINGS
    model = JpoOpening
    mark = "jpo_round"
    subject = "round"
    identity = ("jpo_round", "number")
    related = ("round",)
    held = ("self", "round")  # the acts of staff hold the round
    columns = (
        other(
            JpoOpening, "round", rounds_by_number, lambda jpo_round: str(jpo_round.number),
            code="jpo_round", clean=NUMBER.clean, is_required=True,
            form=_("the number of a round of the portal"),
            unknown=_("The portal has no JPO round of this number: enter the round first."),
        ),
        column(JpoOpening, "number", NUMBER, is_required=True),
        column(JpoOpening, "code", is_required=True),
        *in_languages(JpoOpening, "title"),
        *in_languages(JpoOpening, "department"),
        column(JpoOpening, "structure", one_of(Structure.values)),
        *in_languages(JpoOpening, "duty_station"),
        *in_languages(JpoOpening, "summary"),
    )  # fmt: skip
    described = ("title", "summary")

    def identify(self, cells: Texts) -> str:
        return f"{cells.get('jpo_round', '')}/{cells.get('number', '')}"

    def key_of(self, row: JpoOpening) -> str:
        return f"{row.round.number}/{row.number}"

    def rows_of(self, keys: Collection[str]) -> QuerySet[JpoOpening]:
        rounds = {key.partition("/")[0] for key in keys}
        return JpoOpening.objects.filter(round__in=rounds_by_number(rounds).values())

    def subject_of(self, row: JpoOpening) -> int:
        return row.round_id

    def subjects(self, found: Iterable[JpoOpening], others: Others) -> set[int]:
        return {jpo_round.pk for jpo_round in others["jpo_round"].values()}

    def refuse_published(self, plan: Plan, call: Call | None) -> None:
        refuse_gaps(plan.entry.round, [plan.entry])

    def is_public(self, entry: JpoOpening) -> bool:
        return entry.round.published_at is not None

    def write(self, plans: list[Plan], actor: Any) -> None:
        """New and changed ones of a round are one act."""
        rounds: dict[JpoRound, list[JpoOpening]] = {}
        for plan in plans:
            plan.entry.row_as_found = plan.found_row()
            rounds.setdefault(plan.entry.round, []).append(plan.entry)
        for jpo_round, lines in rounds.items():
            change_lines(jpo_round, actor=actor, saved=lines)

    def exported(self) -> Iterable[JpoOpening]:
        rows = JpoOpening.objects.filter(round__is_sample=False).select_related("round")
        return rows.order_by("round__number", "number").iterator(chunk_size=1000)
