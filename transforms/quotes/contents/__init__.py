"""Contents of cues. In: a `Reading`.

Out: every stretch of text that may hang on a cue, with its cue, its source and its probability.
"""
