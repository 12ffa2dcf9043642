"""Training of the quote engine: from annotated news to the data files of `transforms/quotes/data/model`."""
