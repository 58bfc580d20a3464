"""Figures: what the summary rows add up to, and the cases behind each number."""
