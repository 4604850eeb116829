"""Selectors looked up in an index of the page."""
