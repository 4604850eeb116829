"""A MyBB 1.8-like forum."""
