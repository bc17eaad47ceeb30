"""Sample people and calls for development: invented, marked as such, never part of production."""
