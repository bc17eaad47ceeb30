"""What a mail is about, in words: its template's name says it to the code only."""

from typing import Any

from django.utils.translation import gettext_lazy as _

KINDS: dict[str, Any] = {
    "accounts/confirm_address": _("Confirm the e-mail address"),
    "accounts/reset_password": _("Choose a new password"),
    "accounts/account_exists": _("There is an account already"),
    "accounts/no_account": _("There is no account"),
    "accounts/account_changed": _("The account was changed"),
    "accounts/address_changed": _("The e-mail address was changed"),
    "candidates/claim": _("Your file at the ministry, with the link to it"),
    "candidates/accounts_joined": _("Two accounts of one person: one goes on"),
    "candidates/pool_expiring": _("Place in the pool about to expire"),
    "candidates/still_correct": _("Asked whether the file is still correct"),
    "candidacies/received": _("Receipt of a candidacy"),
    "candidacies/reminder": _("Reminder of an unfinished draft"),
    "candidacies/withdrawn": _("Candidacy withdrawn"),
    "candidacies/change": _("A mission or call has changed"),
    "candidacies/change_put_back": _("Change of a mission or call that could not be done"),
    "candidacies/exception": _("Exception to a deadline"),
    "missions/milestone_due": _("Step of a call that comes due"),
    "missions/call_opened": _("A call has opened"),
    "missions/call_changed": _("A call that somebody was told of has moved or ended"),
    "missions/mission_changed": _("A mission that somebody follows is cancelled or reduced"),
    "candidates/letter": _("Letter to people of the database"),
    "elearning/asked_again": _("Certificate asked again"),
    "elearning/refused": _("Certificate refused"),
    "delegation/selected": _("Outcome: selected"),
    "delegation/reserve": _("Outcome: on the reserve list"),
    "delegation/not_selected": _("Outcome: not selected"),
    "delegation/ineligible": _("Outcome: not eligible"),
    "delegation/cannot_go": _("Noted: cannot go"),
    "privacy/export_ready": _("The own data are ready"),
    "privacy/erasure_asked": _("Request for erasure received"),
    "privacy/erasure_refused": _("Request for erasure refused"),
    "privacy/retention": _("The file comes to its end"),
    "privacy/erased": _("The data are erased"),
}
