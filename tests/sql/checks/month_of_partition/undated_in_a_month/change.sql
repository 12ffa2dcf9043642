UPDATE quote_parts SET month = '2024-02' WHERE published_on IS NULL; UPDATE articles SET month = '1970-01' WHERE published_on IS NULL;
