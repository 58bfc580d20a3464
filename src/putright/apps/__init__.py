"""Floor 3: Django, thin: tables, reads, writes, pages."""
