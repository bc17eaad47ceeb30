"""Points, money and shares as people write them."""

from django import template
from django.utils.translation import gettext as _

from osce_portal.formats.money import euros
from selection.assessment.working import points

register = template.Library()


register.filter("points", points)
register.filter("euros", euros)


@register.filter
def signed(number: int) -> str:
    """A difference with its sign; a true minus, so that it is read aloud as one."""
    return f"+{number}" if number > 0 else str(number).replace("-", "−")


@register.filter
def signed_points(tenths: int) -> str:
    """A difference in points, with its sign."""
    sign = "−" if tenths < 0 else "+" if tenths else ""
    return sign + points(abs(tenths))


@register.simple_tag
def limits(low: int | None, high: int | None, unit: str = "") -> str:
    """A range in words; nothing where there is no limit."""
    if low is None and high is None:
        return ""
    if low is None:
        return _("at most %(limit)s") % {"limit": f"{high}{unit}"}
    if high is None:
        return _("at least %(limit)s") % {"limit": f"{low}{unit}"}
    return _("exactly %(limit)s") % {"limit": f"{low}{unit}"} if low == high else f"{low}–{high}{unit}"
