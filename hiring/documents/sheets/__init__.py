"""Read spreadsheets that people send back: bounded, sparse, and the same from every program."""
