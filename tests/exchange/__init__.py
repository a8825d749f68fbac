"""The exchange of scorecards with interviewers: what arrives and how it is taken."""
