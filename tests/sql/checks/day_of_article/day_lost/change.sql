UPDATE article_topics SET published_on = NULL; UPDATE quote_parts SET published_on = NULL WHERE article_id LIKE 'a3%';
