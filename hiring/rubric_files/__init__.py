"""Rubric files: from YAML to checked rubrics, every problem named by file and line."""
