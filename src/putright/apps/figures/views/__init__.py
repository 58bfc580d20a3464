"""Pages of figures: all of them, one of them, the cases behind one, the dashboard."""
