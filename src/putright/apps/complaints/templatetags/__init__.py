"""Words that only casework pages need."""
