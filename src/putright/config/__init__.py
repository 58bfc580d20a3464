"""Floor 4: settings, root addresses, base templates, the command line."""
