"""A server that answers as no server should: for everything that fetches. It knows nothing of the rest."""
