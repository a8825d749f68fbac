"""Adverse impact, from counts of groups alone: no person is known here."""
