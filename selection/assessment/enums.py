"""The words of screening: conditions, flags, and the reasons a candidate may read."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Gate(models.TextChoices):
    """The conditions for an election observer, in the order in which staff check them (gates A1–A7)."""

    REGISTERED = "registered", pgettext_lazy("condition for a candidacy", "Registered")
    CERTIFICATE = "certificate", _("E-learning certificate for this mission")
    IN_TIME = "in_time", _("Received in time")
    NATIONALITY = "nationality", _("Belgian, and not a citizen of the observed country")
    ENGLISH = "english", _("English, B2 or higher")
    AVAILABLE = "available", _("Available for the whole period")
    CODE_OF_CONDUCT = "code_of_conduct", _("Code of conduct accepted")
    MINIMUM = "minimum", _("Minimum score of the call")


class FlagState(models.TextChoices):
    """What a condition looks like to the machine; only a person decides on it."""

    COMPLETE = "complete", _("Complete")
    ATTENTION = "attention", _("To look at")
    MISSING = "missing", _("Missing")


SEVERITY = (FlagState.COMPLETE, FlagState.ATTENTION, FlagState.MISSING)


class Finding(models.TextChoices):
    """What was found, said to staff."""

    FULFILLED = "fulfilled", _("Fulfilled")
    NOT_REGISTERED = "not_registered", _("The person has not registered with the standard form.")
    NO_CERTIFICATE = "no_certificate", _("No certificate was sent for this mission.")
    CERTIFICATE_TO_CHECK = "certificate_to_check", _("The certificate has not been checked yet.")
    CERTIFICATE_SEEN_BEFORE = "certificate_seen_before", _("The same file was sent before: please compare.")
    CERTIFICATE_ASKED_AGAIN = "certificate_asked_again", _("The certificate was asked again.")
    CERTIFICATE_REFUSED = "certificate_refused", _("The certificate was refused.")
    CERTIFICATE_ELSEWHERE = "certificate_elsewhere", _("The certificate was sent for another mission.")
    LATE = "late", _("Received after the deadline.")
    NOT_RECEIVED = "not_received", _("Not handed in.")
    NO_PROOF = "no_proof", _("Received outside the portal, without a proof of the time of receipt.")
    NOT_BELGIAN = "not_belgian", _("Not Belgian.")
    NO_NATIONALITY = "no_nationality", _("No nationality is given.")
    CITIZEN_OF_STATE = "citizen_of_state", _("Also a citizen of the observed country.")
    ENGLISH_BELOW = "english_below", _("English is below B2.")
    NO_ENGLISH = "no_english", _("No level of English is given.")
    NOT_AVAILABLE = "not_available", _("Availability for the whole period is not confirmed.")
    NOT_ACCEPTED = "not_accepted", _("The code of conduct is not accepted.")
    BELOW_MINIMUM = "below_minimum", _("Below the minimum score of the call: to be reviewed by a person.")


class IneligibilityReason(models.TextChoices):
    """What a candidate who is not eligible reads, in the own language; one per condition."""

    REGISTERED = "registered", _("You were not registered in the candidates' database before the deadline.")
    CERTIFICATE = "certificate", _("We have no valid e-learning certificate from you for this mission.")
    IN_TIME = "in_time", _("Your candidacy reached us after the deadline.")
    NATIONALITY = (
        "nationality",
        _("Belgium can only nominate Belgian citizens who are not citizens of the observed country."),
    )
    ENGLISH = "english", _("Your file does not show the knowledge of English (B2) that the mission requires.")
    AVAILABLE = "available", _("You are not available for the whole period of the mission.")
    CODE_OF_CONDUCT = "code_of_conduct", _("You have not accepted the code of conduct for observers.")


class CertificateReason(models.TextChoices):
    """Why a certificate is asked again or refused; the candidate reads it in the own language."""

    UNREADABLE = "unreadable", _("The file cannot be read well enough.")
    NAME = "name", _("The name on the certificate is not the name in your file.")
    COURSE = "course", _("The certificate is not that of the election observation course asked for.")
    INCOMPLETE = "incomplete", _("The certificate does not show that the course was completed.")
    EARLIER = "earlier", _("The certificate was issued for an earlier mission; the course is done again.")
