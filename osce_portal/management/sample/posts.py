"""Sample entries of the other schemes: an open vacancy, an open crisis mission, a selection by Selor."""

import datetime as dt
from typing import Any

from missions.enums import Organisation, Structure
from missions.models import Call, CrisisMission, SelorRound, Vacancy
from missions.services import add_announced, confirm_announced, publish_call, set_call, update_call_settings
from osce_portal.management.sample.people import Draw

SOURCE = "Sample, invented to show the page."
HOW_TO_APPLY: dict[str, Any] = {
    "how_to_apply_fr": "Exemple : envoyez votre CV et une lettre à bureau@example.be.",
    "how_to_apply_nl": "Voorbeeld: stuur uw cv en een brief naar bureau@example.be.",
    "how_to_apply_de": "Beispiel: Senden Sie Ihren Lebenslauf und ein Schreiben an bureau@example.be.",
    "how_to_apply_en": "Sample: send your CV and a letter to bureau@example.be.",
}
VACANCY = {
    "title_fr": "Conseiller en réforme de la police (exemple)",
    "title_nl": "Adviseur politiehervorming (voorbeeld)",
    "title_de": "Berater/in für Polizeireform (Beispiel)",
    "title_en": "Adviser on police reform (sample)",
    "tasks_fr": "Conseiller les services de police sur leur organisation et la formation.",
    "tasks_nl": "De politiediensten adviseren over hun organisatie en opleiding.",
    "tasks_de": "Die Polizei zu Organisation und Ausbildung beraten.",
    "tasks_en": "Advise the police on organisation and training.",
    "qualifications_fr": "Six ans d’expérience dans la police ; bon anglais.",
    "qualifications_nl": "Zes jaar ervaring bij de politie; goed Engels.",
    "qualifications_de": "Sechs Jahre Erfahrung bei der Polizei; gutes Englisch.",
    "qualifications_en": "Six years of experience in the police; good English.",
}
CRISIS_MISSION = {
    "title_fr": "Expert en État de droit (exemple)",
    "title_nl": "Expert rechtsstaat (voorbeeld)",
    "title_de": "Experte / Expertin für Rechtsstaatlichkeit (Beispiel)",
    "title_en": "Expert on the rule of law (sample)",
    "tasks_fr": "Suivre des procès et conseiller les tribunaux.",
    "tasks_nl": "Processen volgen en rechtbanken adviseren.",
    "tasks_de": "Prozesse beobachten und Gerichte beraten.",
    "tasks_en": "Follow trials and advise the courts.",
}
SELOR = {
    "text_fr": "Exemple : la sélection porte sur l’expérience et sur l’anglais.",
    "text_nl": "Voorbeeld: de selectie toetst ervaring en Engels.",
    "text_de": "Beispiel: Geprüft werden Erfahrung und Englisch.",
    "text_en": "Sample: the selection looks at experience and English.",
}


def make_posts(source: Draw, *, actor: Any) -> list[Call]:
    """One entry of each kind, confirmed and open, marked as samples; the calls among them."""

    def day(number: int) -> dt.date:
        return source.today + dt.timedelta(days=number)

    vacancy = Vacancy(
        reference="SAMPLE-VACANCY", structure=Structure.FIELD_OPERATION, grade="S2", posts=1,
        fields=["civilian_police"], minimum_years=6, issued_on=day(-7), osce_closes_on=day(35),
        starts_on=day(120), duration_months=12, has_allowance=True, **VACANCY,
    )  # fmt: skip
    crisis = CrisisMission(
        reference="SAMPLE-CRISIS-MISSION", organisation=Organisation.EU, country="XK", posts=2,
        fields=["rule_of_law"], starts_on=day(90), duration_months=12, **CRISIS_MISSION,
    )  # fmt: skip
    selor = SelorRound(
        reference=f"SAMPLE-SELOR-{source.today.year}", year=source.today.year, opens_on=day(-3),
        closes_on=day(25), link="https://www.selor.be/", **SELOR,
    )  # fmt: skip
    for row in (vacancy, crisis, selor):
        row.public_id, row.is_sample = source.public_id(), True
        confirm_announced(add_announced(row, actor=actor), source=SOURCE, actor=actor)
    return [
        open_call(subject, last, actor=actor) for subject, last in ((vacancy, day(21)), (crisis, day(30)))
    ]


def open_call(subject: Vacancy | CrisisMission, last: dt.date, *, actor: Any) -> Call:
    """Its call, set, told how to apply to, and published."""
    call = set_call(subject, actor=actor, closes_on=last)
    call = update_call_settings(call, actor=actor, **HOW_TO_APPLY)
    return publish_call(call, actor=actor)
