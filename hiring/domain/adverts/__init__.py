"""What an advertisement says: its lines and parts, its facts, and the role it describes."""
