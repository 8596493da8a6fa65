"""The expression language of the tables: parse, check, compile, put into words."""
