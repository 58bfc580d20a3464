"""Pages of the satisfaction measures."""
