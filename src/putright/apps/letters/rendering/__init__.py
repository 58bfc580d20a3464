"""A letter's values made into a page, an accessible PDF and a Word document."""
