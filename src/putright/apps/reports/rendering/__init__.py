"""A report's values made into a page, an accessible PDF, a Word file and a workbook."""
