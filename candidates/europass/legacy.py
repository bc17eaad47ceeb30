"""SkillsPassport (2013 to 2020), from XML or JSON: same names, once the wrappers of the XML are taken off."""

from candidates.enums import SkillKind
from candidates.europass import codes
from candidates.europass.dates import Period, read_date, read_period
from candidates.europass.nodes import Node
from candidates.europass.papers import read_paper
from candidates.europass.proposal import (
    DocumentFound,
    EducationFound,
    EmploymentFound,
    LanguageFound,
    Person,
    Proposal,
    PublicationFound,
    SkillFound,
    TrainingFound,
)
from candidates.europass.texts import list_items, one_line, plain_text
from candidates.europass.unread import unread_pieces

WRAPPERS = ("Documentation", "VerifiedBy", "AcquiredDuring")
TECHNICAL = {
    "ReferenceTo",
    "Metadata",
    "MimeType",
    "DocumentInfo",
    "PrintingPreferences",
    "Locale",
    "cropping",
}
SKILLS = {
    "Communication": SkillKind.COMMUNICATION,
    "Organisational": SkillKind.ORGANISATION,
    "JobRelated": SkillKind.JOB_RELATED,
    "Computer": SkillKind.DIGITAL,
    "Other": SkillKind.OTHER,
}
TRAININGS = {"courses", "certifications"}


def read_legacy(root: Node) -> Proposal:
    """Everything the file says; order, completeness and validity are asked of nothing."""
    root.lift(WRAPPERS)
    locale = root.attributes.get("locale") or root.peek("Locale")
    version = root.peek("DocumentInfo/XSDVersion")
    _settle_names(root)
    learner = root.first("LearnerInfo")
    achievements = learner.all("Achievement")
    return Proposal(
        format="legacy",
        version=version,
        language=locale,
        person=_person(learner, locale),
        employments=tuple(_employment(node, locale) for node in learner.all("WorkExperience")),
        educations=tuple(_education(node, locale) for node in learner.all("Education")),
        languages=_languages(learner.first("Skills/Linguistic"), locale),
        skills=tuple(_skills(learner.first("Skills"))),
        publications=tuple(_publications(achievements)),
        trainings=tuple(_trainings(achievements)),
        documents=tuple(_document(node) for node in root.all("Attachment")),
        unmapped=unread_pieces(root),
    )


def _settle_names(root: Node) -> None:
    for node in root.walk():
        if node.name == "Attachement":  # version 3.0 wrote it so
            node.name = "Attachment"
        if node.name in TECHNICAL:
            for inner in node.walk():
                inner.is_read = True


def _person(learner: Node, locale: str) -> Person:
    who = learner.first("Identification")
    where = who.first("ContactInfo/Address/Contact")
    phones = who.all("ContactInfo/Telephone")
    for phone in phones:
        phone.skip("Use")
    nationalities = (_country(node, locale) for node in who.all("Demographics/Nationality"))
    who.skip("Demographics/Gender/Label")
    return Person(
        first_name=one_line(who.read("PersonName/FirstName")),
        last_name=one_line(who.read("PersonName/Surname")),
        birth_date=read_date(who, "Demographics/Birthdate"),
        gender=_gender(who),
        nationalities=tuple(dict.fromkeys(filter(None, nationalities))),
        city=one_line(where.read("Municipality")),
        country=_country(where.first("Country"), locale),
        emails=tuple(filter(None, (node.read("Contact") for node in who.all("ContactInfo/Email")))),
        phones=tuple(filter(None, (one_line(node.read("Contact")) for node in phones))),
        driving_licences=_licences(learner.all("Skills/Driving/Description")),
    )


def _gender(who: Node) -> str:
    gender = codes.gender_code(who.peek("Demographics/Gender/Code"))
    if gender:
        who.read("Demographics/Gender/Code")
    return gender


def _country(node: Node, locale: str) -> str:
    """The code of a country with code, label or both; what cannot be told stays unread."""
    found = codes.country_code(node.peek("Code"), node.peek("Label"), locale)
    if found:
        node.skip("Code", "Label")
    return found


def _licences(descriptions: list[Node]) -> tuple[str, ...]:
    """JSON lists them as texts or as objects, XML as elements."""
    nodes = [licence for node in descriptions for licence in (node.all("Licence") or [node])]
    for node in nodes:
        node.is_read = True
    return tuple(dict.fromkeys(one_line(node.text).upper() for node in nodes if node.text))


def _period(node: Node) -> Period:
    return read_period(node.first("Period"), start="From", end="To", current=("Current",))


def _employment(node: Node, locale: str) -> EmploymentFound:
    return EmploymentFound(
        title=one_line(_label(node.first("Position"))),
        organisation=one_line(node.read("Employer/Name")),
        country=_country(node.first("Employer/ContactInfo/Address/Contact/Country"), locale),
        period=_period(node),
        description=plain_text(node.read("Activities")),
    )


def _education(node: Node, locale: str) -> EducationFound:
    level = codes.education_level(node.peek("Level/Code"), node.peek("Level/Label"))
    if level:
        node.skip("Level")
    field = codes.field_1997(node.peek("Field/Code"))
    if field:
        node.skip("Field")
    return EducationFound(
        title=one_line(node.read("Title")),
        institution=one_line(node.read("Organisation/Name")),
        country=_country(node.first("Organisation/ContactInfo/Address/Contact/Country"), locale),
        level=level,
        field=field,
        period=_period(node),
    )


def _languages(linguistic: Node, locale: str) -> tuple[LanguageFound, ...]:
    mother = [_language(node, locale, is_mother_tongue=True) for node in linguistic.all("MotherTongue")]
    foreign = [_language(node, locale, is_mother_tongue=False) for node in linguistic.all("ForeignLanguage")]
    return tuple(found for found in mother + foreign if found.code or found.label)


def _language(node: Node, locale: str, *, is_mother_tongue: bool) -> LanguageFound:
    said = node.first("Description")
    code, label = said.peek("Code"), said.peek("Label") or said.text
    node.skip("Description")
    levels = node.first("ProficiencyLevel")
    return LanguageFound(
        code=codes.language_code(code, label, locale),
        label=one_line(label or code),
        is_mother_tongue=is_mother_tongue,
        listening=_level(levels, "Listening"),
        reading=_level(levels, "Reading"),
        spoken_interaction=_level(levels, "SpokenInteraction"),
        spoken_production=_level(levels, "SpokenProduction"),
        writing=_level(levels, "Writing"),
    )


def _level(levels: Node, name: str) -> str:
    level = codes.cefr_level(levels.peek(name))
    if level:
        levels.read(name)
    return level


def _skills(skills: Node) -> list[SkillFound]:
    """One text for each kind."""
    found = []
    for name, kind in SKILLS.items():
        for node in skills.all(f"{name}/Description"):
            text = plain_text(_label(node))
            if text:
                found.append(SkillFound(str(kind), text))
    return found


def _label(node: Node) -> str:
    """The text of an element, or of the label in it; then its code says nothing more."""
    node.is_read = True
    label = node.text or node.read("Label")
    if label:
        node.skip("Code")
    return label or node.read("Code")


def _publications(achievements: list[Node]) -> list[PublicationFound]:
    found = [node for node in achievements if node.peek("Title/Code").lower() == "publications"]
    return [PublicationFound(title) for node in found for title in _lines(node)]


def _trainings(achievements: list[Node]) -> list[TrainingFound]:
    found = [node for node in achievements if node.peek("Title/Code").lower() in TRAININGS]
    return [TrainingFound(title) for node in found for title in _lines(node)]


def _lines(achievement: Node) -> list[str]:
    """One text stands for all of a kind: items of a list are told apart, lines may belong together."""
    achievement.skip("Title")
    return list_items(_label(achievement.first("Description")))


def _document(node: Node) -> DocumentFound:
    node.skip("Id")
    return read_paper(node, name="Name", data="Data", description="Description")
