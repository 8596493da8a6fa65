"""The tables: reading, checking their shape, and the data they become."""
