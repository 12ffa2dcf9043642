UPDATE quote_topics SET rank = 3 WHERE quote_id LIKE 'b1%' AND rank = 2;
