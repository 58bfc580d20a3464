"""The page of each step, and what happens when it is sent."""
