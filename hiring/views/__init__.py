"""Frozen pictures of what is stored: what screens and documents draw."""
