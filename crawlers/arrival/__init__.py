"""A place nobody watches yet: what one look tells of it, and the declaration that follows."""
