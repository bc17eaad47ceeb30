"""By what staff narrow the list of people; rooms above add theirs with ``register_facet``."""
