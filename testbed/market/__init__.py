"""A second-hand market whose search page is empty until its script has run."""
