"""Five invented social sites on loopback: a board, channels, a bar, a microblog and a second-hand market.

They have the structure of the real platforms, hold only invented posts, keep a log of every request and
misbehave when told to. Nothing of the product is imported here.
"""
