"""Which languages are spoken in a State, from CLDR (through Babel)."""

from babel.core import get_global

WIDELY_SPOKEN = 20  # percent of the population from which a language counts without being official


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
