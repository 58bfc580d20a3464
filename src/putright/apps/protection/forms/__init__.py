"""The shape of what is typed about periods, holds and copies."""
