"""What a letter says, as values; what it must say; and the words we say it in."""
