"""The words of each letter, by the verb of casework."""
