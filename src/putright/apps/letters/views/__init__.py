"""Pages about letters on their way, and the landlord's own paragraphs."""
