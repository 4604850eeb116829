"""Lists of terms: read, understood, asked of the index, shown as a table."""
