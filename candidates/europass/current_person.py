"""Who a current CV is about."""

from candidates.europass import codes
from candidates.europass.dates import read_date
from candidates.europass.nodes import Node
from candidates.europass.proposal import Person
from candidates.europass.texts import one_line

PHONES = {"telephone", "mobiletelephone", "mobile", "phone"}


def read_person(person: Node, profile: Node) -> Person:
    """``CandidatePerson``; never the supplier, which may be an agency."""
    channels = person.all("Communication")
    phones = [_phone(node) for node in channels if node.peek("ChannelCode").lower() in PHONES]
    emails = [_email(node) for node in channels if node.peek("ChannelCode").lower() == "email"]
    for node in channels:
        if any(inner.is_read for inner in node.children):
            node.skip("ChannelCode", "UseCode")
    address = next(
        (node for node in (*person.all("Communication/Address"), *person.all("Address"))), Node("")
    )
    return Person(
        first_name=_names(person, "PersonName/GivenName"),
        last_name=_names(person, "PersonName/FamilyName"),
        birth_date=read_date(person, "BirthDate", "BirthDate/FormattedDateTime"),
        gender=_gender(person),
        nationalities=_nationalities(person),
        city=one_line(address.read("CityName")),
        country=read_country(address, "CountryCode") or read_country(person, "ResidencyCountryCode"),
        emails=tuple(filter(None, emails)),
        phones=tuple(filter(None, phones)),
        driving_licences=_licences(profile),
    )


def _names(person: Node, path: str) -> str:
    """Names may be given several times; together they are the name."""
    nodes = person.all(path)
    for node in nodes:
        node.is_read = True
    return one_line(" ".join(node.text for node in nodes))


def _phone(node: Node) -> str:
    """One number of its parts; nothing but digits, or it is no number and stays unread."""
    number = node.peek("DialNumber")
    if not any(character.isdigit() for character in number) or "@" in number:
        return ""
    dialing = node.read("CountryDialing").lstrip("+0 ")
    parts = (f"+{dialing}" if dialing else "", node.read("AreaDialing"), node.read("DialNumber"))
    return one_line(" ".join(filter(None, parts)))


def _email(node: Node) -> str:
    return one_line(node.read("URI"))


def _gender(person: Node) -> str:
    """``NotSpecified`` and ``do_not_indicate`` say nothing, and are read."""
    return codes.gender_code(person.read("GenderCode"))


def _nationalities(person: Node) -> tuple[str, ...]:
    found = []
    for node in person.all("NationalityCode"):
        code = codes.country_code(node.text)
        if code:
            node.is_read = True
            found.append(code)
    return tuple(dict.fromkeys(found))


def read_country(node: Node, *paths: str) -> str:
    """The country at any of ``paths``; what is none stays unread."""
    for path in paths:
        code = codes.country_code(node.peek(path))
        if code:
            node.read(path)
            return code
    return ""


def _licences(profile: Node) -> tuple[str, ...]:
    nodes = profile.all("Licenses/License")
    for node in nodes:
        if node.peek("LicenseTypeCode"):
            node.skip("LicenseName")
    found = (one_line(node.read("LicenseTypeCode")).upper() for node in nodes)
    return tuple(dict.fromkeys(filter(None, found)))
