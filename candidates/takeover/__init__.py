"""From a Europass proposal to a person's file: each line looked at, completed and accepted by the person."""
