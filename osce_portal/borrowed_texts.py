"""Texts of Django, django-countries and allauth that their own catalogues lack in French, Dutch or German.

allauth's refusals of the second step are here because its Dutch is not the formal one of the portal.

Named here so that our catalogues hold them: without this a Dutch page would fall back to French.
"""

from django.utils.translation import gettext_noop, ngettext_lazy

TEXTS = [
    gettext_noop("Add link"),
    gettext_noop("Change or view list link"),
    gettext_noop("Error:"),
    gettext_noop("Model name"),
    gettext_noop("%(model)s instance with %(field)s %(value)r is not a valid choice."),
    gettext_noop("Select a lookup."),
    gettext_noop("is null"),
    gettext_noop("You cannot activate two-factor authentication until you have verified your email address."),
    gettext_noop("You cannot generate recovery codes without having two-factor authentication enabled."),
    gettext_noop("Bahamas (The)"),
    gettext_noop("Democratic Republic of the Congo"),
    gettext_noop("Eswatini"),
    gettext_noop("Micronesia"),
    gettext_noop("Naoero"),
    gettext_noop("Netherlands (Kingdom of the)"),
    gettext_noop("Palestine"),
    gettext_noop("Saint Helena"),
    gettext_noop("South Georgia"),
    gettext_noop("Tanzania, the United Republic of"),
    gettext_noop("Turkey"),
    gettext_noop("Türkiye"),
    gettext_noop("Vatican City"),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
        "count",
    ),
]
