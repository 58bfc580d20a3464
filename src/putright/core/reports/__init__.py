"""Reports: a document as values, drafted from the figures."""
