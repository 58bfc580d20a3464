"""Template tags of this app, used by every page."""
