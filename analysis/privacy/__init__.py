"""Whose values a text shows, and how they are hidden: masking, placeholders, pseudonyms."""
