"""A published table pasted or uploaded, and what in it does not agree."""
