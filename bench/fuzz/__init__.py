"""Broken files by the ten thousand: whether anything that comes in crashes, hangs or gets lost.

Mutants are made from sound files of every format that is read. Some go through the readers alone, some through whole
runs. Every mutant has a number; with the seed it gives the same bytes anywhere.
"""
