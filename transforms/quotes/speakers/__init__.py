"""Who is meant. In: quotations with the words that are their source. Out: name, kind and role of the speaker."""
