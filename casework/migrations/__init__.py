"""The shapes the database went through."""
