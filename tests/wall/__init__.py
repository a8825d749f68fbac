"""The wall around the tests: nothing that runs in them reaches beyond this machine."""
