"""Makes worked cases whose outcomes are worked out apart from the program.

Nothing here is imported from the program: days are counted one by one, and what a
step breaks is read off a table written by hand.
"""
