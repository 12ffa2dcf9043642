"""Topics: the table of words, the calibration, and how well topics are told on texts that people labelled."""
