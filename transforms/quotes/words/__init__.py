"""What is known of words before any text is read.

In: the lists under `data`. Out: classes of words, cues, people and roles, and the numbers of words.
"""
