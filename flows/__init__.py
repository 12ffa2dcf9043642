"""Prefect flows and tasks, readers, lake and command line: the only room that touches disk, network, clock or a
process.
"""
