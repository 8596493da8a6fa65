"""The facts: what may be known of a household, and the vocabulary of the tables."""
