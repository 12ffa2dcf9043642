"""Measurements: how fast and how right. Run by hand or on a schedule, never part of the test run."""
