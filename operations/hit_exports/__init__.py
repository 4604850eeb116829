"""Hits leave the house as a file: every listing that answers a question, with what the answer covers."""
