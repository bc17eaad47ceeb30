"""The selection's pages: the staff's under the admin, the candidate's own outcome."""
