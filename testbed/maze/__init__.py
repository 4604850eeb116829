"""A forum among traps: pages without end, all generated, around boards that end."""
