DELETE FROM quote_topics WHERE quote_id LIKE 'b1%' AND rank = 2;
