UPDATE quote_topics SET rank = 2 WHERE quote_id LIKE 'b2%';
