"""Parts of the query language: from what is typed to the tree."""
