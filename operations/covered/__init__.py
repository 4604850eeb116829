"""What is known of the sources for an answer's coverage, kept so that a question costs next to nothing."""
