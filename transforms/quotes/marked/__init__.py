"""Quoted spans. In: a `Reading` and the contents of cues.

Out: which cue claims a span, whose it is where none does, what it was taken for.
"""
