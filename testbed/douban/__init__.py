"""A site of groups: lists of topics, topics with comments, a search."""
