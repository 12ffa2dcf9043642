"""How trained models are read. In: candidates, a frame. Out: log-odds, and the best candidate of each choice."""
