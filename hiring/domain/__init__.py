"""What hiring by rubric means: pure, without clock, files or database."""
