"""Points in words and figures, and the calls that wait for staff."""

from typing import Any

from django import template

from candidates.languages import language_name
from selection.assessment.models import Assessment
from selection.assessment.to_do import calls_to_do
from selection.assessment.working import ToldPart, points, tell_working

register = template.Library()
register.filter("points", points)


@register.filter
def language(code: str) -> str:
    """A language's name in the reader's language."""
    return language_name(code)


@register.simple_tag
def working_of(assessment: Assessment) -> list[ToldPart]:
    """The working of a score, criterion by criterion, in the reader's language."""
    return tell_working(assessment)


@register.inclusion_tag("assessment/_calls_to_do.html", takes_context=True)
def show_calls_to_do(context: dict[str, Any]) -> dict[str, Any]:
    """The closed calls that still need somebody; nothing for whoever may not see them."""
    user = context["request"].user
    return {"calls": calls_to_do(user) if user.has_perm("assessment.see_call") else []}
