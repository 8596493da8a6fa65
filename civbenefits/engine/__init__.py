"""From tables to decisions: link what is in force, compile it, judge a household."""
