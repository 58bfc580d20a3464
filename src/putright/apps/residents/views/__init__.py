"""The pages of people: found, shown, changed; where they live; what they need."""
