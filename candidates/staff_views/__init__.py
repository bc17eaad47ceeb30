"""The staff's own pages about people, inside the admin's frame."""
