"""Every knob of the product."""
