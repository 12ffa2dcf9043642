"""From bodies to what every later step reads.

In: `doc`, `body`. Out: a `Reading`: quoted spans, token table, look-ups by token, phrases.
"""
