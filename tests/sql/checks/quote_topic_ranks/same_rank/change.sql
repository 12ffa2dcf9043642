UPDATE quote_topics SET rank = 1 WHERE quote_id LIKE 'b1%';
