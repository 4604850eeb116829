"""Pages recorded with fakes in the place of everybody who is named in them."""
