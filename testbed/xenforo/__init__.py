"""A XenForo 2-like forum."""
