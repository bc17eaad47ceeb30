"""The candidates' database for staff: one file a noun; each registers its own lists."""

from candidates.admin.lines import ObservationExperienceAdmin
from candidates.admin.person import CandidateAdmin
from candidates.admin.pool import PoolMembershipAdmin

__all__ = ["CandidateAdmin", "ObservationExperienceAdmin", "PoolMembershipAdmin"]
