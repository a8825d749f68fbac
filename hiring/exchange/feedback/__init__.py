"""Feedback of other trackers: their records read one by one, and recorded as scorecards of ours.

`records` splits a file, a module per tracker says what a record means, `scales` what a rating is on
our scale, `mapping` what names are in our words; `importing` brings it together.
"""
