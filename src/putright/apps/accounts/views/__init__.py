"""The pages of people, roles, teams and settings, and how sign-in works over HTTP."""
