"""What programs ask for: each part of the API is a router, and `api` is all of them."""
