"""What people decide and machines were asked to do.

``casework.open.open_casework`` opens the room. Its doors are plain functions in files named by noun:
``accounts``, ``reviews``, ``cases``, ``saved_searches``, ``matches``, ``alerts``, ``term_lists``,
``term_answers``, ``term_expiry``, ``schedules``, ``firings``, ``orders``, ``runs``, ``outbox``,
``involved``, ``audit``. They can be imported at any time and called once the room is open.
"""
