"""The lake: Parquet tables of a snapshot, the catalog over them, the checks before they are published."""
