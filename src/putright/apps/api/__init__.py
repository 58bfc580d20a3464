"""The API: what other programs may read and do, as the person whose token they hold."""
