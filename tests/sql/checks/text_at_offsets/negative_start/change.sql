UPDATE quotes SET context_start = -1 WHERE quote_id LIKE 'b3%';
