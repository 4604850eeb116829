"""A search in WeChat like Sogou's, and the articles it finds."""
