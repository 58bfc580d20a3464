"""What the Ombudsman found, ordered and published, and who answers for complaints."""
