"""A forum like V2EX."""
