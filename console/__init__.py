"""Web pages for people: they ask, read and decide; what takes work becomes an order for operations."""
