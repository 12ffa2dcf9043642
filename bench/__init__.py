"""Measurements of speed and accuracy, run by hand; never part of the test run."""
