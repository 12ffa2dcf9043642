"""The DuckDB views and data checks, one a file; `flows` reads them as package data."""
