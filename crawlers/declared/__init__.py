"""A folder with a source.yml turned into a Source, every complaint with its line."""
