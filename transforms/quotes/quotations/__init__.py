"""From units to rows. In: accepted units.

Out: quotations in parts, their context, why they were accepted, and the tables.
"""
