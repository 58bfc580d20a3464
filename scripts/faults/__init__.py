"""Kills the program again and again while people work, and looks what was lost."""
