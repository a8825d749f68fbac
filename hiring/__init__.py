"""Hire machine-learning teams by rubric: strengths validated, minimum bars met."""
