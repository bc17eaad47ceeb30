"""What the night does with candidacies; calls are closed before (order 10)."""

from osce_portal.night import register_night_step
from selection.candidacies.services import lapse_drafts, remind_drafts

register_night_step("candidacies: lapse drafts", lapse_drafts, order=20)
register_night_step("candidacies: remind of drafts", remind_drafts, order=30)
