"""Hire machine-learning teams by rubric: strengths validated, minimum bars met."""

from __future__ import annotations

VERSION = "0.1.0"
"""As pyproject.toml has it: asked of the installed package it would cost every document time."""
