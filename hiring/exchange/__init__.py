"""Scorecards between the workspace and interviewers: the files that go out and come back."""
