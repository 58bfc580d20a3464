"""Pages of casework. They read the clock, check who asks, and call the services."""
