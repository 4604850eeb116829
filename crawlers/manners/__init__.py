"""How a site is treated: robots.txt, hours, pace, second tries."""
