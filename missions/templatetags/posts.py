"""What a notice says, and what it does not say, in the reader's language."""

from typing import Any

from django import template
from django.db.models import Model
from django.utils.html import format_html
from django.utils.translation import gettext as _

from missions.enums import FieldOfExpertise, Structure
from missions.models import Vacancy
from missions.templatetags.missions import text_in_some_language
from osce_portal.formats.money import euros

register = template.Library()


@register.filter
def stated(value: Any) -> Any:
    """The value, or that the notice does not say it: what is unknown is never left blank."""
    if value is None or value == "":
        return format_html('<span class="text-body-secondary">{}</span>', _("not stated in the notice"))
    return value


@register.filter
def expertise(codes: list[str]) -> str:
    """Codes of FieldOfExpertise in words; a code that is none of them is shown as it is."""
    words: dict[str, Any] = dict(FieldOfExpertise.choices)
    return ", ".join(str(words.get(code, code)) for code in codes)


@register.filter
def in_euros(cents: int | None) -> str:
    """``125000`` as ``1.250,00 €`` in the reader's way; empty where no amount is known."""
    return "" if cents is None else euros(cents)


@register.filter
def allowance_text(vacancy: Vacancy) -> str:
    """Whether the OSCE pays board and lodging: in field operations only, and there as the notice says."""
    if vacancy.structure != Structure.FIELD_OPERATION:
        return _("None: the OSCE pays it in field operations only.")
    if vacancy.has_allowance is None:
        return ""
    return _("Paid by the OSCE.") if vacancy.has_allowance else _("None for this post.")


@register.filter
def yes_or_no(value: bool | None) -> str:
    """``Yes``, ``No``, or nothing where it is not known."""
    return "" if value is None else _("Yes") if value else _("No")


@register.inclusion_tag("missions/_call_text.html")
def written(row: Model, field: str) -> dict[str, Any]:
    """A text in the reader's language, or in the first that has one, which is then named."""
    return text_in_some_language(row, field)
