"""Answers by another program, kept as golden files: what ours are held against."""
