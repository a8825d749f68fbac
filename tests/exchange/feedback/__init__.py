"""Feedback of other trackers: its records, its scales, its answers, and the map."""
