"""Everything that the room of data protection changes."""

from osce_portal.privacy.services.notices import notice_in_force, notice_is_due, take_note

__all__ = ["notice_in_force", "notice_is_due", "take_note"]
