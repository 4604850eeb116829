"""What is known of a source between runs, and what a run need not ask again for that."""
