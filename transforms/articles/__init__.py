"""What one record says of an article: text as it is stored, headers, dateline, dates, byline, outlet, language, keys.

In: the frame of records (`records.RECORD_SCHEMA`). Out: rows of the table `articles`, and rejects (`assemble`).
"""
