"""The satisfaction measures of a reporting year, kept, signed off and published."""
