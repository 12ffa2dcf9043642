"""What is wrong with a file of topics that a person wrote."""

from __future__ import annotations


class TopicFileError(ValueError):
    """A file of topics, terms or mappings cannot be used: where, why, and what to do."""
