"""Languages and other skills of a current CV: the places for them have changed with every edition."""

from collections.abc import Iterator

from candidates.enums import SkillKind
from candidates.europass import codes
from candidates.europass.nodes import Node
from candidates.europass.proposal import LanguageFound, SkillFound
from candidates.europass.texts import one_line, plain_text

COMPETENCIES = "PersonQualifications/PersonCompetency"
DIMENSIONS = {
    "CEF-Understanding-Listening": "listening",
    "CEF-Understanding-Reading": "reading",
    "CEF-Speaking-Interaction": "spoken_interaction",
    "CEF-Speaking-Production": "spoken_production",
    "CEF-Writing-Production": "writing",
}
# Sections with skills of one kind, and the elements for one skill.
SECTIONS = {
    "DigitalSkills": (("DigitalSkill", "DigitalSkillsGroup/DigitalSkill"), SkillKind.DIGITAL),
    "OrganisationalSkills": (("OrganisationalSkill",), SkillKind.ORGANISATION),
    "ManagementAndLeadershipSkills": (("ManagementAndLeadershipSkill",), SkillKind.ORGANISATION),
    "CommunicationAndInterpersonalSkills": (
        ("CommunicationAndInterpersonalSkill",), SkillKind.COMMUNICATION,
    ),
    "JobRelatedSkills": (("JobRelatedSkill",), SkillKind.JOB_RELATED),
    "OtherSkills": (("OtherSkill",), SkillKind.OTHER),
}  # fmt: skip


def read_languages(person: Node, profile: Node, locale: str) -> Iterator[LanguageFound]:
    """Mother tongues have no levels; of a foreign language any level may be missing."""
    for node in person.all("PrimaryLanguageCode"):
        if node.text:
            node.is_read = True
            yield LanguageFound(*_named(node, locale), is_mother_tongue=True)
    for competency in profile.all(COMPETENCIES):
        if _is_language(competency):
            competency.read("TaxonomyID")
            name = next((node for node in competency.all("CompetencyID") if node.text), Node(""))
            name.is_read = True
            code, label = _named(name, locale)
            label = one_line(competency.read("CompetencyName")) or label
            yield LanguageFound(code, label, is_mother_tongue=False, **_levels(competency))


def _is_language(competency: Node) -> bool:
    return competency.peek("TaxonomyID").lower() == "language"


def _named(node: Node, locale: str) -> tuple[str, str]:
    """Code and label: the text is a code, an address that ends in one, or free words."""
    free = node.attributes.get("name", node.attributes.get("schemeName", "")) == "FREE_TEXT"
    code = codes.language_code("" if free else node.text, node.text, locale)
    return code, one_line(node.text.rstrip("/").rpartition("/")[2] if "://" in node.text else node.text)


def _levels(competency: Node) -> dict[str, str]:
    levels: dict[str, str] = {}
    for node in competency.all("CompetencyDimension"):
        name = DIMENSIONS.get(node.peek("CompetencyDimensionTypeCode"))
        level = codes.cefr_level(node.peek("Score/ScoreText"))
        if name and name not in levels and (level or not node.peek("Score/ScoreText")):
            node.skip("CompetencyDimensionTypeCode")
            node.read("Score/ScoreText")
            levels[name] = level
    return levels


def read_skills(profile: Node) -> Iterator[SkillFound]:
    """Each skill on its own, whichever place it stands in."""
    for competency in profile.all(COMPETENCIES):
        if not _is_language(competency):
            yield from _competency(competency, "")
    for group in (*profile.all("Skills"), *profile.all("Skills/SkillsGroup")):
        title = group.read("Title")
        for competency in group.all("PersonCompetency"):
            yield from _competency(competency, title)
    for section, (paths, kind) in SECTIONS.items():
        for node in (found for path in paths for found in profile.all(f"{section}/{path}")):
            yield from _titled(node, kind)


def _competency(node: Node, title: str) -> Iterator[SkillFound]:
    digital = "digital" in f"{node.peek('TaxonomyID')} {title}".lower()
    name = node.read("CompetencyName") or node.peek("CompetencyID")
    if name and name.upper() != "NO HIT":
        node.skip("CompetencyID", "TaxonomyID")
        kind = SkillKind.DIGITAL if digital else SkillKind.OTHER
        yield SkillFound(str(kind), plain_text(name))


def _titled(node: Node, kind: SkillKind) -> Iterator[SkillFound]:
    """A bare text, or a title with a description."""
    node.is_read = True
    parts = (node.text, node.read("Title"), node.read("Description"))
    text = plain_text("\n".join(filter(None, parts)))
    if text:
        yield SkillFound(str(kind), text)
