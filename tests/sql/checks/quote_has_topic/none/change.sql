DELETE FROM quote_topics WHERE quote_id LIKE 'b4%';
