"""How an address is fetched: plainly or by a browser, each under a deadline and a cap."""
