"""Chinese quantities, prices and contacts as the trade writes them."""
