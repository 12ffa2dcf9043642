UPDATE quotes SET published_on = '2024-02-02' WHERE article_id LIKE 'a1%'; UPDATE quote_topics SET published_on = '2024-02-02' WHERE quote_id LIKE 'b2%';
