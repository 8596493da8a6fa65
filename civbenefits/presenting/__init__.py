"""How decisions are put before people: what the command line and the notice share."""
