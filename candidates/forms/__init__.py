"""Forms of a person's file: who somebody is, and one form per section of the CV."""
