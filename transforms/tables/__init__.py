"""The registry of tables: each declared once (`declared`, columns in `fields`), and what follows from it (`registry`,
`keys`, `dictionary`, `frictionless`).
"""
