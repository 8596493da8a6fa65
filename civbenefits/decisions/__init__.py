"""Decisions: plain, frozen data about verdicts, amounts and reasons."""
