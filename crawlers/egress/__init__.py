"""Which way a request leaves the house, and where it may not go."""
