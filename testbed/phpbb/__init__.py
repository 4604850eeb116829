"""A phpBB 3.3-like forum: topics, lists, search and message pages."""
