"""The house's own words: kept under its home, tried on what it knows, brought into its index, handed on."""
