"""Pure functions, frame in, frame out: what an article, a quotation and a speaker is.

No disk, no network, no clock and no randomness here; `flows` does all of that. Needs Polars and dataframely only.
"""
