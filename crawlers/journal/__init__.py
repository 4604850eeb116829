"""One run's memory: its addresses, what was done and kept."""
