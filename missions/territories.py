"""Where something of the calendar can be, and which languages are spoken there (CLDR, through Babel).

Kosovo has no code in ISO 3166 and is no participating State: it has the code that users gave it, and its
name alone, which says nothing of its status.
"""

from babel.core import get_global
from django.utils.translation import gettext_lazy as _
from django_countries import Countries

from missions.enums import Region
from osce_portal.formats.countries import field_names

KOSOVO = "XK"
REGIONS_OF_OTHERS = {KOSOVO: Region.SOUTH_EASTERN_EUROPE}  # of places that are no participating State

WIDELY_SPOKEN = 20  # percent of the population from which a language counts without being official


class Places(Countries):
    """Countries, and Kosovo, which the code list of countries does not name."""

    override = {**field_names(), KOSOVO: _("Kosovo")}


def languages_of(iso2: str) -> str:
    """ISO 639 codes, separated by spaces: official in the whole State, or widely spoken; the widest first.

    English counts only where it is official: every mission works in it anyway.
    """
    spoken = get_global("territory_languages").get(iso2, {})
    codes = [
        tag.split("_")[0]
        for tag, facts in sorted(spoken.items(), key=lambda item: (-item[1]["population_percent"], item[0]))
        if facts["official_status"] in {"official", "de_facto_official"}
        or (facts["population_percent"] >= WIDELY_SPOKEN and tag != "en")
    ]
    return " ".join(dict.fromkeys(codes))
