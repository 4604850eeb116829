"""The one command ``hawkwatch``."""
