"""A network of notes whose lists are fetched by signed calls."""
