"""People who work for the landlord: sign-in, roles, teams, access log."""
