"""Letters: documents, versions, bytes and dispatch. Knows nothing of complaints."""
