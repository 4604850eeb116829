"""A vBulletin 4-like forum."""
