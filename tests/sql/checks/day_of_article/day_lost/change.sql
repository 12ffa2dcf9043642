UPDATE article_topics SET published_on = NULL WHERE article_id LIKE 'a1%'; UPDATE quote_parts SET published_on = NULL WHERE article_id LIKE 'a3%'; UPDATE article_terms SET published_on = NULL;
