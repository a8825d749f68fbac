"""Turn views into Excel and Word files, and filled-in files back into plain answers."""
